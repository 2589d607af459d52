using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Files in: the upload is streamed to disk under its limit, then archived.</summary>
internal sealed class FileEndpoints(HubServices services, HubOptions options, Intake intake)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("POST", "/api/v1/files", "postFile", "提交订单文件", "Submit an order file", PostAsync)
        {
            Query = [Intake.Wait, new("dryRun", "boolean", "只检查,不改动", "check only, change nothing")],
            Body = "multipart/form-data",
            BodySchema = "FileForm",
            Answers = new Dictionary<int, string?> { [202] = "Receipt", [200] = "ImportDocument" },
            Idempotent = true,
        };
    }

    private async Task PostAsync(HttpContext http)
    {
        await using var upload = await Upload.ReceiveAsync(http, options).ConfigureAwait(false);
        var document = new RawDocument
        {
            Name = upload.FileName,
            Content = upload.Content,
            Sender = upload.Field("sender"),
            Mapping = upload.Field("mapping"),
            IdempotencyKey = Intake.Key(http),
        };
        if (QueryText.Flag("dryRun", http.Request.Query.TryGetValue("dryRun", out var dry) ? dry.ToString() : null))
        {
            var answer = await services.Importer.DryRunAsync(document, http.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(http, answer, OrderJson.Wire.ImportDocument).ConfigureAwait(false);
            return;
        }

        await intake.ReceiveAsync(http, document).ConfigureAwait(false);
    }
}
