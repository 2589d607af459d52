using System.Globalization;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>A plain number; nothing may stand beside it.</summary>
internal sealed class DecimalConverter(NumberLocale locale, bool whole) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        var result = value.Kind == ValueKind.Number ? MappedValue.Of(value.Number) : Parse(Folded(value), value.Kind, locale);
        return whole && result.Kind == ValueKind.Number && (decimal.Truncate(result.Number) != result.Number || Math.Abs(result.Number) > int.MaxValue)
            ? MappedValue.Failed("it is not a whole number", "不是整数")
            : result;
    }

    internal static MappedValue Parse(string? text, ValueKind kind, NumberLocale locale)
    {
        if (text is null)
        {
            return MappedValue.Missing;
        }

        if (kind != ValueKind.Text)
        {
            return MappedValue.Failed("it is not a number", "不是数字");
        }

        if (!NumberText.TryFind(text, locale, out var found, out var fault))
        {
            return MappedValue.Failed(fault!.En, fault.Zh);
        }

        return found.Before.Length == 0 && found.Behind.Length == 0
            ? MappedValue.Of(found.Value)
            : MappedValue.Failed($"“{(found.Before + " " + found.Behind).Trim()}” stands beside the number", $"数字旁有“{(found.Before + " " + found.Behind).Trim()}”");
    }
}

/// <summary>A number with a unit behind it, in the text or in the cell's format.</summary>
internal sealed class QuantityConverter(NumberLocale locale) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Kind == ValueKind.Number)
        {
            return MappedValue.Of(value.Number, Clean(value.Format?.Suffix));
        }

        var text = Folded(value);
        if (text is null || value.Kind != ValueKind.Text)
        {
            return DecimalConverter.Parse(text, value.Kind, locale);
        }

        if (!NumberText.TryFind(text, locale, out var found, out var fault))
        {
            return MappedValue.Failed(fault!.En, fault.Zh);
        }

        return found.Before.Length == 0
            ? MappedValue.Of(found.Value, Clean(found.Behind))
            : MappedValue.Failed($"“{found.Before}” stands before the number", $"数字前有“{found.Before}”");
    }

    private static string? Clean(string? unit) => string.IsNullOrWhiteSpace(unit) ? null : unit.Trim();
}

/// <summary>An amount with a currency before or behind it, in the text or in the cell's format.</summary>
internal sealed class MoneyConverter(NumberLocale locale, MappingWords words) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        if (value.Kind == ValueKind.Number)
        {
            return MappedValue.Of(value.Number, value.Format?.Currency);
        }

        var text = Folded(value);
        if (text is null || value.Kind != ValueKind.Text)
        {
            return DecimalConverter.Parse(text, value.Kind, locale);
        }

        if (!NumberText.TryFind(text, locale, out var found, out var fault))
        {
            return MappedValue.Failed(fault!.En, fault.Zh);
        }

        var beside = (found.Before + found.Behind).Trim(' ', ':', '-', '.');
        if (beside.Length == 0)
        {
            return MappedValue.Of(found.Value);
        }

        return words.Currency(beside, locale) is { } currency
            ? MappedValue.Of(found.Value, currency)
            : MappedValue.Failed($"“{beside}” beside the amount is no currency", $"金额旁的“{beside}”不是币种");
    }
}

/// <summary>A rate as a fraction: 13 % and 13 become 0.13, 0.13 stays.</summary>
internal sealed class PercentConverter(NumberLocale locale, bool always) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        decimal number;
        var percent = false;
        if (value.Kind == ValueKind.Number)
        {
            number = value.Number;

            // A cell formatted as percent stores the fraction already.
            if (value.Format is { IsPercent: true })
            {
                return MappedValue.Of(number);
            }
        }
        else
        {
            var text = Folded(value);
            if (text is null || value.Kind != ValueKind.Text)
            {
                return DecimalConverter.Parse(text, value.Kind, locale);
            }

            percent = text.EndsWith('%');
            var parsed = DecimalConverter.Parse(text.TrimEnd('%', ' '), ValueKind.Text, locale);
            if (parsed.Kind != ValueKind.Number)
            {
                return parsed;
            }

            number = parsed.Number;
        }

        return MappedValue.Of(percent || always || Math.Abs(number) >= 1 ? Hundredth(number) : number);
    }

    /// <summary>Moves the point instead of dividing, so that 13 becomes 0.13 and 7.50 becomes 0.0750.</summary>
    private static decimal Hundredth(decimal number) => decimal.Parse(
        (number * 0.01m).ToString(CultureInfo.InvariantCulture), NumberStyles.Number, CultureInfo.InvariantCulture);
}
