using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Composition;

/// <summary>Reads a reference file and loads each table that it holds.</summary>
internal sealed class ReferenceImport(ReferenceFile file, IReferenceStore store)
{
    /// <param name="table">The table, where the caller states it.</param>
    /// <param name="mode">How rows meet the table.</param>
    /// <param name="path">A readable file.</param>
    /// <param name="name">The name that its sender gave it.</param>
    /// <param name="cancellation">Ends reading; a load begun is finished.</param>
    public async Task<ReferenceAnswer> RunAsync(ReferenceTable? table, ReferenceMode mode, string path, string name, CancellationToken cancellation)
    {
        var data = await Task.Run(() => file.Read(path, name, table, cancellation), cancellation).ConfigureAwait(false);
        var loads = new List<ReferenceLoad>();
        await LoadAsync(data.Customers, store.LoadAsync).ConfigureAwait(false);
        await LoadAsync(data.Credit, store.LoadAsync).ConfigureAwait(false);
        await LoadAsync(data.Prices, store.LoadAsync).ConfigureAwait(false);
        await LoadAsync(data.Stock, store.LoadAsync).ConfigureAwait(false);
        await LoadAsync(data.Materials, store.LoadAsync).ConfigureAwait(false);
        return new ReferenceAnswer(loads, data.Findings, data.Dropped);

        async Task LoadAsync<T>(IReadOnlyList<T>? rows, Func<IReadOnlyList<T>, ReferenceMode, CancellationToken, Task<ReferenceLoad>> load)
        {
            if (rows is not null)
            {
                loads.Add(await load(rows, mode, cancellation).ConfigureAwait(false));
            }
        }
    }
}
