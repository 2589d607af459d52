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
        yield return new Endpoint("POST", "/api/v1/reference", "loadReference", "载入参考数据", "Load reference tables", LoadAsync)
        {
            Query = [new("table", "string", "表名,默认由文件判断", "the table; told by the file otherwise"), new("mode", "string", "replace(默认)或 upsert", "replace (default) or upsert")],
            Body = "multipart/form-data",
            BodySchema = "FileForm",
            Answers = new Dictionary<int, string?> { [200] = null },
        };
    }

    private async Task LoadAsync(HttpContext http)
    {
        string? Parameter(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
        var table = QueryText.OneOf<ReferenceTable>("table", Parameter("table"));
        var mode = QueryText.OneOf<ReferenceMode>("mode", Parameter("mode")) ?? ReferenceMode.Replace;
        await using var upload = await Upload.ReceiveAsync(http, options).ConfigureAwait(false);
        var load = await services.LoadReference(table, mode, upload.Path, upload.FileName, http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, load, HubJson.Wire.ReferenceAnswer).ConfigureAwait(false);
    }
}
