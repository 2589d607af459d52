using System.Globalization;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Wire;

/// <summary>An <see cref="OrderQuery"/> as a query string and back.</summary>
internal static class OrderQueryText
{
    public static string Write(OrderQuery query)
    {
        var text = new StringBuilder();
        QueryText.Add(text, "document", query.Document);
        QueryText.Add(text, "orderNumber", query.OrderNumber);
        QueryText.Add(text, "customer", query.Customer);
        QueryText.Add(text, "outcome", QueryText.Word(query.Outcome));
        QueryText.Add(text, "stage", QueryText.Word(query.Stage));
        QueryText.Add(text, "from", query.From?.ToString("O", CultureInfo.InvariantCulture));
        QueryText.Add(text, "to", query.To?.ToString("O", CultureInfo.InvariantCulture));
        QueryText.Add(text, "newestFirst", query.NewestFirst ? "true" : null);
        QueryText.Add(text, "limit", query.Limit == 100 ? null : query.Limit.ToString(CultureInfo.InvariantCulture));
        QueryText.Add(text, "after", query.After?.ToString());
        return text.ToString();
    }

    /// <summary>Reads the query; names the first parameter that cannot be read.</summary>
    public static OrderQuery Read(Func<string, string?> parameter) => new()
    {
        Document = parameter("document"),
        OrderNumber = parameter("orderNumber"),
        Customer = parameter("customer"),
        Outcome = QueryText.OneOf<Outcome>("outcome", parameter("outcome")),
        Stage = QueryText.OneOf<OrderStage>("stage", parameter("stage")),
        From = QueryText.Instant("from", parameter("from")),
        To = QueryText.Instant("to", parameter("to")),
        NewestFirst = QueryText.Flag("newestFirst", parameter("newestFirst")),
        Limit = (int)QueryText.Whole("limit", parameter("limit"), 1, 1000, 100),
        After = QueryText.Id("after", parameter("after")),
    };
}

/// <summary>A <see cref="DeadLetterQuery"/> as a query string and back.</summary>
internal static class DeadLetterQueryText
{
    public static string Write(DeadLetterQuery query)
    {
        var text = new StringBuilder();
        QueryText.Add(text, "ids", query.Ids is null ? null : string.Join(',', query.Ids));
        QueryText.Add(text, "queue", query.Queue);
        QueryText.Add(text, "faultCode", query.FaultCode);
        QueryText.Add(text, "fingerprint", query.Fingerprint);
        QueryText.Add(text, "document", query.Document);
        QueryText.Add(text, "state", query.State ?? "all");
        QueryText.Add(text, "limit", query.Limit == 1000 ? null : query.Limit.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    public static DeadLetterQuery Read(Func<string, string?> parameter) => new()
    {
        Ids = parameter("ids")?.Split(',').Select(id => QueryText.Whole("ids", id, 0, long.MaxValue, 0)).ToList(),
        Queue = parameter("queue"),
        FaultCode = parameter("faultCode"),
        Fingerprint = parameter("fingerprint"),
        Document = parameter("document"),
        State = parameter("state") switch { null => "open", "all" => null, var state => state },
        Limit = (int)QueryText.Whole("limit", parameter("limit"), 1, 10_000, 1000),
    };
}
