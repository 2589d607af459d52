using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Orders: in as JSON, looked at, decided on.</summary>
internal sealed class OrderEndpoints(HubServices services, HubOptions options, Intake intake)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("POST", "/api/v1/orders", "postOrders", "提交一个 order/v1 或数组", "Submit one order/v1 or an array", PostAsync)
        {
            Query = [Intake.Wait],
            Body = "application/json",
            BodySchema = "Order",
            Answers = new Dictionary<int, string?> { [202] = "Receipt", [200] = "ImportDocument" },
            Idempotent = true,
        };
        yield return new Endpoint("GET", "/api/v1/orders", "listOrders", "查询订单", "List orders", ListAsync)
        {
            Query =
            [
                new("document", "string", "文档 id", "document id"), new("orderNumber", "string", "订单号", "order number"),
                new("customer", "string", "客户代码或名称片段", "customer code or part of the name"),
                new("outcome", "string", "accepted|held|rejected|duplicate", "accepted|held|rejected|duplicate"),
                new("stage", "string", "阶段", "stage"), new("from", "string", "收到时间起(含)", "received from"),
                new("to", "string", "收到时间止(不含)", "received before"), new("newestFirst", "boolean", "新的在前", "newest first"),
                new("limit", "integer", "每页 1–1000", "1 to 1000 a page"), new("after", "string", "上一页的 next", "next of the page before"),
                new("count", "boolean", "只要数量", "only the count"),
            ],
            Answers = new Dictionary<int, string?> { [200] = "OrderPage" },
        };
        yield return new Endpoint("GET", "/api/v1/orders/{id}", "getOrder", "订单卡与其事件", "The order card and its events", ShowAsync)
        {
            Answers = new Dictionary<int, string?> { [200] = "Order" },
        };
        foreach (var (verb, zh, en) in new[]
        {
            ("release", "放行待处理订单", "Let a held order go on"), ("reject", "拒绝订单", "Refuse an order"),
            ("link", "关联为重复", "Declare it the same as another"), ("unlink", "解除关联", "Take a link back"),
        })
        {
            yield return new Endpoint("POST", $"/api/v1/orders/{{id}}/{verb}", verb + "Order", zh, en, http => DecideAsync(http, verb))
            {
                Body = "application/json",
                BodySchema = "OrderVerb",
                Answers = new Dictionary<int, string?> { [200] = "Order" },
            };
        }
    }

    private async Task PostAsync(HttpContext http)
    {
        RequestBody.DemandJson(http.Request);
        var body = await RequestBody.ReadAsync(http, options.MaxOrderBytes).ConfigureAwait(false);
        RequestBody.DemandOrders(body);
        using var content = new MemoryStream(body, writable: false);
        await intake.ReceiveAsync(http, new RawDocument
        {
            Name = "orders.json",
            Content = content,
            Kind = DocumentKind.Orders,
            Channel = "api",
            Sender = http.Request.Headers["X-Sender"] is { Count: > 0 } sender ? sender.ToString() : null,
            IdempotencyKey = Intake.Key(http),
        }).ConfigureAwait(false);
    }

    private Task ListAsync(HttpContext http)
    {
        string? Parameter(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
        var query = OrderQueryText.Read(Parameter);
        if (QueryText.Flag("count", Parameter("count")))
        {
            return Answer.JsonAsync(http, new CountAnswer(services.Queries.CountOrders(query)), HubJson.Wire.CountAnswer);
        }

        var page = services.Queries.ListOrderViews(query);
        return Answer.ObjectAsync(http, json =>
        {
            json.WriteStartArray("orders");
            foreach (var view in page)
            {
                System.Text.Json.JsonSerializer.Serialize(json, OrderEntry.Of(view), HubJson.Wire.OrderEntry);
            }

            json.WriteEndArray();
            json.WritePropertyName("next");
            if (page.Count == query.Limit)
            {
                json.WriteStringValue(page[^1].Card.Id);
            }
            else
            {
                json.WriteNullValue();
            }
        });
    }

    private Task ShowAsync(HttpContext http) => ShowAsync(http, Id(http));

    private Task ShowAsync(HttpContext http, Guid id) => services.Queries.FindOrder(id) is { } view
        ? Answer.JsonAsync(http, OrderEntry.Of(view, services.Queries.Events(id)), HubJson.Wire.OrderEntry)
        : throw new ProblemException(Problem.NotFound("order", "订单", id));

    private async Task DecideAsync(HttpContext http, string verb)
    {
        var id = Id(http);
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.OrderVerb).ConfigureAwait(false);
        if (verb == "link" && what.Original is null)
        {
            throw new ProblemException(new Problem(422, "original-missing", "Name the other order in 'original'.", "请在 original 中给出另一订单的 id。") { Where = "/original" });
        }

        if (verb == "link" && what.Original == id)
        {
            throw new ProblemException(new Problem(422, "link-to-itself", "An order cannot be linked to itself.", "订单不能关联到它自己。") { Where = "/original" });
        }

        if (what.Force == true && string.IsNullOrWhiteSpace(what.Reason))
        {
            throw new ProblemException(new Problem(422, "reason-missing", "Say why in 'reason' where a release is forced.", "强制放行须在 reason 中说明原因。") { Where = "/reason" });
        }

        var answer = await services.Desk.DecideAsync(verb, id, what, http.RequestAborted).ConfigureAwait(false);
        switch (answer.Result)
        {
            case VerbResult.Refused:
                var against = answer.Against[0];
                throw new ProblemException(new Problem(409, against.Code, against.Message, against.MessageZh) { Where = against.Field });
            case VerbResult.Unknown:
                throw new ProblemException(Problem.NotFound("order", "订单", id));
            case VerbResult.NotAllowed when answer.Against is [var state, ..]:
                throw new ProblemException(new Problem(409, Decisions.NotAllowed, state.Message, state.MessageZh));
            case VerbResult.NotAllowed:
                throw new ProblemException(new Problem(409, Decisions.NotAllowed, $"The order's state does not allow '{verb}'.", $"订单当前状态不允许“{verb}”。"));
            default:
                await ShowAsync(http, id).ConfigureAwait(false);
                break;
        }
    }

    private static Guid Id(HttpContext http) => Guid.TryParse((string?)http.Request.RouteValues["id"], out var id)
        ? id
        : throw new ProblemException(Problem.NotFound("order", "订单", http.Request.RouteValues["id"]));
}
