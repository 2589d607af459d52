using System.Globalization;
using System.Text;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Sandbox.Scoring;

/// <summary>
/// Compares what was read with the truth. Text counts as equal after NFKC, without blanks at the ends and with single blanks within.
/// Totals, tax rates, contacts and addresses are compared only where the file states them; order number, dates, customer, currency and
/// the figures of the lines must also be absent where the file is silent.
/// </summary>
internal sealed class OrderComparison
{
    private readonly List<Miss> _misses = [];

    public int Values { get; private set; }

    public IReadOnlyList<Miss> Misses => _misses;

    public static OrderComparison Of(IReadOnlyList<CanonicalOrder> truth, IReadOnlyList<CanonicalOrder> answer)
    {
        var comparison = new OrderComparison();
        comparison.Same("orders.count", Text(truth.Count), Text(answer.Count));
        for (var i = 0; i < truth.Count; i++)
        {
            comparison.Order($"[{i}]", truth[i], i < answer.Count ? answer[i] : new CanonicalOrder());
        }

        return comparison;
    }

    private void Order(string path, CanonicalOrder truth, CanonicalOrder answer)
    {
        Same(path + ".orderNumber", truth.OrderNumber, answer.OrderNumber);
        Same(path + ".orderDate", Text(truth.OrderDate), Text(answer.OrderDate));
        Same(path + ".customer.name", truth.Customer?.Name, answer.Customer?.Name);
        Stated(path + ".customer.code", truth.Customer?.Code, answer.Customer?.Code);
        Stated(path + ".customer.contact", truth.Customer?.Contact, answer.Customer?.Contact);
        Stated(path + ".customer.phone", truth.Customer?.Phone, answer.Customer?.Phone);
        Stated(path + ".supplier.name", truth.Supplier?.Name, answer.Supplier?.Name);
        Stated(path + ".shipTo", truth.ShipTo?.Street, Address(truth.ShipTo, answer.ShipTo));
        Same(path + ".currency", truth.Currency, answer.Currency);
        Stated(path + ".totals.payable", Text(truth.Totals?.Payable), Text(answer.Totals?.Payable));
        if (truth.RequestedDate is not null)
        {
            // A date for the whole order may as well be stated on each of its lines.
            var read = answer.RequestedDate ?? answer.Lines.Select(line => line.DeliveryDate).FirstOrDefault();
            Same(path + ".requestedDate", Text(truth.RequestedDate), Text(read));
        }

        Same(path + ".lines.count", Text(truth.Lines.Count), Text(answer.Lines.Count));
        for (var i = 0; i < truth.Lines.Count; i++)
        {
            Line($"{path}.lines[{i}]", truth, truth.Lines[i], i < answer.Lines.Count ? answer.Lines[i] : new OrderLine());
        }
    }

    private void Line(string path, CanonicalOrder order, OrderLine truth, OrderLine answer)
    {
        Same(path + ".itemCode", truth.ItemCode, answer.ItemCode);
        Same(path + ".itemName", truth.ItemName, answer.ItemName);
        Stated(path + ".specification", truth.Specification, answer.Specification);
        Same(path + ".quantity", Text(truth.Quantity), Text(answer.Quantity));
        Stated(path + ".unitText", truth.UnitText, answer.UnitText);
        Stated(path + ".unit", truth.Unit, answer.Unit);
        Same(path + ".unitPrice", Text(truth.UnitPrice), Text(answer.UnitPrice));
        Same(path + ".amount", Text(truth.Amount), Text(answer.Amount));
        Stated(path + ".taxRate", Text(truth.TaxRate), Text(answer.TaxRate));
        if (order.RequestedDate is null)
        {
            Same(path + ".deliveryDate", Text(truth.DeliveryDate), Text(answer.DeliveryDate));
        }
    }

    private void Stated(string path, string? expected, string? actual)
    {
        if (expected is not null)
        {
            Same(path, expected, actual);
        }
    }

    private void Same(string path, string? expected, string? actual)
    {
        Values++;
        if (Normalised(expected) != Normalised(actual))
        {
            _misses.Add(new Miss(path, expected, actual));
        }
    }

    private static string? Address(ShipTo? truth, ShipTo? answer)
    {
        if (truth?.Street is null || answer is null)
        {
            return null;
        }

        // An address may be taken apart into province, city and so on; it only has to be all there.
        var parts = string.Concat(answer.Name, answer.Country, answer.Province, answer.City, answer.District, answer.Street, answer.Postcode);
        return answer.Street == truth.Street || Letters(parts) == Letters(truth.Street) ? truth.Street : answer.Street;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Order());

    private static string Normalised(string? text) =>
        string.Join(' ', (text ?? "").Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture);
}
