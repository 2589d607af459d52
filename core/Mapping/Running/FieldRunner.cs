using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>A value as read, before conversion.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it stands; null when nowhere.</param>
/// <param name="Label">Header or name of the source, for attributes.</param>
internal readonly record struct RawValue(MappedValue Value, PlaceOf? Place, string? Label);

/// <summary>Converts one value, decides what a fault does, and writes the result.</summary>
internal sealed class FieldRunner(MappingPlan plan, UnderstandingContext understanding, IMappingTrace? trace)
{
    private readonly ConversionContext _context = new(understanding.Today);
    private readonly bool _derivesUnit = plan.Maps("lines[].quantity") && !plan.Maps("lines[].unit");
    private readonly bool _derivesUnitText = !plan.Maps("lines[].unitText") && !plan.Maps("lines[].unit");
    private readonly bool _derivesCurrency = !plan.Maps("currency");

    /// <summary>Set once the contract's freeze was broken.</summary>
    public Finding? Frozen { get; private set; }

    public void Freeze(string? where, string? field, string en, string zh) =>
        Frozen ??= MappingFindings.Frozen.At(where, field, plan.Name, en, zh);

    /// <summary>Runs a field; false where its row does not become a line.</summary>
    public bool Run(FieldPlan field, OrderInProgress order, in RawValue raw)
    {
        var value = field.Convert(raw.Value, _context);
        var kept = value.Kind switch
        {
            ValueKind.Fault => Failed(field, order, raw, value.Fault!),
            ValueKind.Missing => Missing(field, order, raw),
            _ => Assigned(field, order, value),
        };
        trace?.Field(order.Index, field.Target.IsLine ? order.Draft.LineCount : null, field.Path, raw.Place?.ToString(), raw.Value.AsText(), kept is null ? null : Shown(value, field));
        return kept ?? true;
    }

    /// <summary>Writes what follows from the line's own values.</summary>
    public void CompleteLine(OrderInProgress order)
    {
        if (_derivesUnit && order.Draft.Line is { Unit: null, UnitText: { } text })
        {
            order.Draft.Line.Unit = plan.Words.Unit(text, NumberLocale.Auto);
        }
    }

    public void CompleteOrder(OrderInProgress order)
    {
        if (_derivesCurrency)
        {
            order.Draft.Order.Currency ??= order.Currency;
        }
    }

    private static string Shown(in MappedValue value, FieldPlan field) =>
        value.IsUsable ? value.AsText() ?? "" : field.Default.AsText() ?? "";

    private static string PathIn(OrderInProgress order, FieldPlan field) => field.Target.IsLine
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"lines[{order.Draft.LinesBefore + order.Draft.LineCount}]{field.Path["lines[]".Length..]}")
        : field.Path;

    private bool? Assigned(FieldPlan field, OrderInProgress order, in MappedValue value)
    {
        field.Target.Assign(order.Draft, value);
        if (value.Beside is { } beside)
        {
            if (field.Path == "lines[].quantity" && _derivesUnitText)
            {
                order.Draft.Line.UnitText ??= beside;
            }
            else if (field.Target.Converter == "money")
            {
                order.Currency ??= beside;
            }
        }
        else if (field.Target.Converter == "money" && value.Format?.Currency is { } currency)
        {
            order.Currency ??= currency;
        }

        return true;
    }

    private bool? Missing(FieldPlan field, OrderInProgress order, in RawValue raw)
    {
        if (!field.Required)
        {
            if (!field.Default.IsUsable)
            {
                return null;
            }

            field.Target.Assign(order.Draft, field.Default);
            return true;
        }

        var mode = plan.Contract.Rows;
        var path = PathIn(order, field);
        if (mode == ContractMode.Discard && field.Target.IsLine)
        {
            order.Add(MappingFindings.RowDropped.At(raw.Place?.ToString(), field.Path, $"{field.Path} is missing", $"缺少{OrderTerms.Chinese(field.Path)}"));
            return false;
        }

        if (mode == ContractMode.Freeze)
        {
            Freeze(raw.Place?.ToString(), path, $"{field.Path} is missing", $"缺少{OrderTerms.Chinese(field.Path)}");
        }

        var severity = mode is ContractMode.Evolve or ContractMode.Discard ? Severity.Warning : Severity.Hold;
        order.Add(MappingFindings.MissingValue.As(severity, raw.Place?.ToString(), path, OrderTerms.Of(path)));
        return null;
    }

    private bool? Failed(FieldPlan field, OrderInProgress order, in RawValue raw, ConversionFault fault)
    {
        var text = Shortened(raw.Value.AsText());
        switch (field.OnError)
        {
            case OnError.Skip:
                order.Add(MappingFindings.RowDropped.At(raw.Place?.ToString(), field.Path, $"“{text}” in {field.Path}: {fault.En}", $"{OrderTerms.Chinese(field.Path)}“{text}”：{fault.Zh}"));
                return false;
            case OnError.Freeze:
                Freeze(raw.Place?.ToString(), PathIn(order, field), $"“{text}” in {field.Path}: {fault.En}", $"{OrderTerms.Chinese(field.Path)}“{text}”：{fault.Zh}");
                break;
            case OnError.Keep when text.Length > 0 && field.Target.IsLine:
                order.Draft.SetLineAttribute(raw.Label ?? field.Path, raw.Value.AsText()!);
                break;
            case OnError.Keep when text.Length > 0:
                order.Draft.SetAttribute(raw.Label ?? field.Path, raw.Value.AsText()!);
                break;
        }

        var severity = field.OnError switch
        {
            OnError.Reject => Severity.Reject,
            OnError.Hold or OnError.Freeze => Severity.Hold,
            _ => Severity.Warning,
        };
        order.Add(MappingFindings.InvalidValue.As(severity, raw.Place?.ToString(), PathIn(order, field), text, OrderTerms.Of(field.Path), fault.En, fault.Zh));
        if (field.OnError != OnError.Default)
        {
            return null;
        }

        field.Target.Assign(order.Draft, field.Default);
        return true;
    }

    private static string Shortened(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..79] + "…";
}
