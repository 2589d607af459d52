using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Documents: what came, how far it is, what became of it, and its bytes.</summary>
internal sealed class DocumentEndpoints(HubServices services)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/api/v1/documents", "listDocuments", "最近的文档", "Recent documents", ListAsync)
        {
            Query =
            [
                new("limit", "integer", "1–1000", "1 to 1000"),
                new("withoutOrders", "boolean", "只要没有读出订单且尚未了结的", "only those of which no order came and which nobody dismissed"),
                new("outcome", "string", "其中结果为 held、rejected、failed 等的", "of those only held, rejected, failed …"),
            ],
            Answers = new Dictionary<int, string?> { [200] = null },
        };
        yield return new Endpoint("GET", "/api/v1/documents/{id}", "getDocument", "文档的状态与结果", "A document's state and answer", ShowAsync)
        {
            Query = [Intake.Wait],
            Answers = new Dictionary<int, string?> { [200] = "ImportDocument" },
        };
        yield return new Endpoint("POST", "/api/v1/documents/{id}/dismiss", "dismissDocument", "了结一份没有读出订单的文档", "Dismiss a document of which no order came", DismissAsync)
        {
            Body = "application/json",
            BodySchema = "DocumentVerb",
            Answers = new Dictionary<int, string?> { [200] = "ImportDocument" },
        };
        yield return new Endpoint("GET", "/api/v1/documents/{id}/content", "getDocumentContent", "收到的原始字节", "The bytes as received", ContentAsync)
        {
            Answers = new Dictionary<int, string?> { [200] = null },
        };
    }

    private Task ListAsync(HttpContext http)
    {
        string? Text(string name) => http.Request.Query.TryGetValue(name, out var text) ? text.ToString() : null;
        var filter = new DocumentFilter(
            (int)QueryText.Whole("limit", Text("limit"), 1, 1000, 100),
            QueryText.Flag("withoutOrders", Text("withoutOrders")),
            QueryText.OneOf<Outcome>("outcome", Text("outcome")));
        if (filter is { Outcome: not null, WithoutOrders: false })
        {
            throw new BadParameterException("outcome", "goes with withoutOrders=true; orders have outcomes of their own", "须与 withoutOrders=true 同用;订单另有各自的结果");
        }

        return Answer.JsonAsync(http, new DocumentPage(filter.Of(services.Queries)), HubJson.Wire.DocumentPage);
    }

    private async Task ShowAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var document = services.Queries.FindDocument(id) ?? throw new ProblemException(Problem.NotFound("document", "文档", id));
        var answer = services.Queries.Answer(id);
        if (answer is null && Intake.Seconds(http) is { } wait && wait > TimeSpan.Zero)
        {
            answer = await services.Importer.WaitAsync(id, wait, http.RequestAborted).ConfigureAwait(false);
            document = services.Queries.FindDocument(id) ?? document;
        }

        await Answer.ObjectAsync(http, json =>
        {
            Describe(json, document);
            if (answer is not null)
            {
                using var members = JsonSerializer.SerializeToDocument(answer, OrderJson.Wire.ImportDocument);
                foreach (var member in members.RootElement.EnumerateObject().Where(member => member.Name is not ("documentId" or "outcome")))
                {
                    member.WriteTo(json);
                }
            }
        }).ConfigureAwait(false);
    }

    private async Task DismissAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.DocumentVerb).ConfigureAwait(false);
        switch (await services.Documents.DismissAsync(id, what.Actor ?? Actor.Unknown, what.Reason, http.RequestAborted).ConfigureAwait(false))
        {
            case VerbResult.Unknown:
                throw new ProblemException(Problem.NotFound("document", "文档", id));
            case VerbResult.NotAllowed:
                throw new ProblemException(services.Queries.FindDocument(id) is { State: DocumentState.Parked } ? new Problem(
                    409, "document-parked", "The document is parked after a fault, and its work is not done; replay its dead letter once the fault is mended.",
                    "文档因故障搁置，尚未处理完；排除故障后请重放其死信。") : new Problem(
                    409, Decisions.NotAllowed, "Only a finished document of which no order came can be dismissed; its orders are decided on one by one.",
                    "只能了结处理完毕且没有读出订单的文档；有订单的请逐张处理。"));
            default:
                await ShowAsync(http).ConfigureAwait(false);
                break;
        }
    }

    private static void Describe(Utf8JsonWriter json, ArchivedDocument document)
    {
        json.WriteString("documentId", document.Key.ToString());
        json.WriteString("name", document.Name);
        json.WriteString("state", QueryText.Word<DocumentState>(document.State));
        json.WriteString("outcome", QueryText.Word(document.Answer?.Outcome));
        json.WriteString("receivedAt", document.ReceivedAt);
        json.WriteNumber("size", document.Size);
        json.WriteString("sha256", Convert.ToHexStringLower(document.Sha256));
        json.WriteString("sender", document.Sender);
        json.WriteString("channel", document.Channel);
        json.WriteNumber("orderCount", document.Tally.Orders);
        json.WritePropertyName("dismissal");
        JsonSerializer.Serialize(json, document.Dismissal, HubJson.Wire.DocumentDismissal);
    }

    private async Task ContentAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        await using var content = services.Queries.OpenDocument(id) ?? throw new ProblemException(Problem.NotFound("document", "文档", id));
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = "attachment";
        await content.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }
}
