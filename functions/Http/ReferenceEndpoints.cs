using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Reference tables that the checks compare with.</summary>
internal sealed class ReferenceEndpoints(HubServices services, HubOptions options)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/api/v1/reference", "listReference", "参考数据的状态", "State of the reference tables", http =>
            Answer.JsonAsync(
                http, [.. Enum.GetValues<ReferenceTable>().Select(services.Queries.Reference).OfType<ReferenceStatus>()], HubJson.Wire.IReadOnlyListReferenceStatus))
        {
            Answers = new Dictionary<int, string?> { [200] = null },
        };
        yield return new Endpoint("POST", "/api/v1/reference/{table}", "loadReference", "载入参考数据", "Load a reference table", LoadAsync)
        {
            Query = [new("mode", "string", "replace(默认)或 upsert", "replace (default) or upsert")],
            Body = "multipart/form-data",
            BodySchema = "FileForm",
            Answers = new Dictionary<int, string?> { [200] = null },
        };
    }

    private async Task LoadAsync(HttpContext http)
    {
        var name = (string?)http.Request.RouteValues["table"];
        var table = QueryText.OneOf<ReferenceTable>("table", name) ?? ReferenceTable.Customers;
        var mode = QueryText.OneOf<ReferenceMode>("mode", http.Request.Query.TryGetValue("mode", out var text) ? text.ToString() : null) ?? ReferenceMode.Replace;
        await using var upload = await Upload.ReceiveAsync(http, options).ConfigureAwait(false);
        var load = await services.LoadReference(table, mode, upload.Path, upload.FileName, http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, load, HubJson.Wire.ReferenceLoad).ConfigureAwait(false);
    }
}
