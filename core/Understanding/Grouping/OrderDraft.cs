using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Grouping;

/// <summary>Gathers the rows of one order. Of order fields the first row that states one decides; rows that disagree are a finding.</summary>
internal sealed class OrderDraft(OrderSetting setting)
{
    private readonly List<OrderLine> _lines = [];
    private readonly List<int> _rows = [];
    private readonly List<Finding> _findings = [];
    private OrderSetting? _asked;
    private OrderTotals? _totals;
    private List<(Withdrawal Kind, int Row)>? _withdrawn;
    private HeadDraft _head;

    public void Add(LineDraft draft, OrderSetting from)
    {
        if (from != _asked)
        {
            // An order may go on in a further table, about which other things are open.
            _asked = from;
            _totals ??= from.Totals;
            foreach (var question in from.Questions)
            {
                if (!_findings.Contains(question))
                {
                    _findings.Add(question);
                }
            }
        }

        if (draft.Findings is not null)
        {
            foreach (var finding in draft.Findings)
            {
                var field = finding.Field is null or "orderDate" ? finding.Field : string.Create(CultureInfo.InvariantCulture, $"lines[{_lines.Count}].{finding.Field}");
                if (finding.Field != "orderDate" || !_findings.Exists(f => f.Code == finding.Code && f.Field == finding.Field))
                {
                    _findings.Add(finding with { Field = field });
                }
            }
        }

        _lines.Add(draft.Line);
        _rows.Add(draft.Row);
        if (draft.Withdrawal is Withdrawal.Struck or Withdrawal.Hidden)
        {
            (_withdrawn ??= []).Add((draft.Withdrawal, draft.Row));
        }

        Merge(draft);
    }

    public UnderstoodOrder Build(UnderstandingContext context)
    {
        if (_withdrawn is not null)
        {
            AskAbout(_withdrawn, Withdrawal.Struck, UnderstandingFindings.LinesStruck);
            AskAbout(_withdrawn, Withdrawal.Hidden, UnderstandingFindings.RowsHidden);
        }

        var title = setting.Title;
        var requested = title?.RequestedDate;
        var order = new CanonicalOrder
        {
            SourceId = _head.SourceId,
            OrderNumber = _head.OrderNumber ?? title?.OrderNumber,
            OrderDate = _head.OrderDate ?? title?.OrderDate,
            OrderedAt = _head.OrderedAt,
            RequestedDate = requested,
            Currency = _head.Currency ?? title?.Currency,
            Customer = setting.Customer(_head),
            Supplier = setting.Supplier(_head),
            ShipTo = _head.ShipTo ?? setting.ShipTo,
            Lines = Lines(),
            Totals = _totals,
            Payment = Paid(title?.Text(Concept.PaymentMethod)),
            Remarks = setting.Remarks,
            Attributes = setting.Attributes,
            Provenance = new Provenance { Document = context.DocumentId, Fields = setting.Sources, Rows = _rows.ToArray() },
        };
        return new UnderstoodOrder(order, setting.Confidence, _findings.Count == 0 ? [] : _findings) { CountsFromItself = true, Numbered = Numbered() };
    }

    /// <summary>The lines; one without a number of its own is numbered by its place.</summary>
    private OrderLine[] Lines()
    {
        var lines = _lines.ToArray();
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].LineNumber == 0)
            {
                lines[at] = lines[at] with { LineNumber = at + 1 };
            }
        }

        return lines;
    }

    private List<bool>? Numbered() => _lines.Exists(line => line.LineNumber != 0) ? _lines.ConvertAll(line => line.LineNumber != 0) : null;

    private Payment? Paid(string? titled) =>
        (_head.PaymentMethod ?? titled) is var method && method is null && _head.PaymentStatus is null ? null : new Payment(_head.PaymentStatus, method, null);

    /// <summary>One question for all lines of a kind: a filter may hide hundreds.</summary>
    private void AskAbout(List<(Withdrawal Kind, int Row)> withdrawn, Withdrawal kind, FindingCode question)
    {
        var rows = withdrawn.Where(w => w.Kind == kind).Select(w => w.Row).Distinct().ToList();
        if (rows.Count > 0)
        {
            _findings.Add(question.At(string.Create(CultureInfo.InvariantCulture, $"{setting.Sheet}!{rows[0]}"), null, RowRanges.Of(rows)));
        }
    }

    private void Merge(LineDraft draft)
    {
        var head = draft.Head;
        if (_rows.Count == 1)
        {
            _head = head;
            return;
        }

        Disagree("customer", _head.Customer, head.Customer, draft.Row);
        Disagree("currency", _head.Currency, head.Currency, draft.Row);
        Disagree("orderDate", Day(_head.OrderDate), Day(head.OrderDate), draft.Row);
        Disagree("shipTo.street", _head.ShipTo?.Street, head.ShipTo?.Street, draft.Row);
        _head = _head with
        {
            OrderNumber = _head.OrderNumber ?? head.OrderNumber,
            SourceId = _head.SourceId ?? head.SourceId,
            OrderDate = _head.OrderDate ?? head.OrderDate,
            OrderedAt = _head.OrderedAt ?? head.OrderedAt,
            Customer = _head.Customer ?? head.Customer,
            CustomerCode = _head.CustomerCode ?? head.CustomerCode,
            TaxId = _head.TaxId ?? head.TaxId,
            Contact = _head.Contact ?? head.Contact,
            Email = _head.Email ?? head.Email,
            Phone = _head.Phone ?? head.Phone,
            Supplier = _head.Supplier ?? head.Supplier,
            SupplierCode = _head.SupplierCode ?? head.SupplierCode,
            ShipTo = _head.ShipTo ?? head.ShipTo,
            Currency = _head.Currency ?? head.Currency,
            PaymentMethod = _head.PaymentMethod ?? head.PaymentMethod,
            PaymentStatus = _head.PaymentStatus ?? head.PaymentStatus,
        };
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Disagree(string field, string? known, string? other, int row)
    {
        if (known is not null && other is not null && !string.Equals(known, other, StringComparison.OrdinalIgnoreCase)
            && !_findings.Exists(f => f.Field == field && f.Code == UnderstandingFindings.FieldsDisagree.Code))
        {
            _findings.Add(UnderstandingFindings.FieldsDisagree.At(
                string.Create(CultureInfo.InvariantCulture, $"{setting.Sheet}!{row}"), field, OrderTerms.Of(field), known, other));
        }
    }
}
