using System.Text;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>What a conversion may know besides the value.</summary>
/// <param name="Today">The business day; completes dates without a year.</param>
internal readonly record struct ConversionContext(DateOnly Today);

/// <summary>One named conversion with its arguments set; immutable and shared.</summary>
internal abstract class Converter
{
    /// <summary>Converts; what is missing or has failed passes through untouched.</summary>
    public MappedValue Apply(in MappedValue value, in ConversionContext context) =>
        value.IsUsable ? Convert(value, context) : value;

    protected abstract MappedValue Convert(in MappedValue value, in ConversionContext context);

    /// <summary>Text for machines to read: full-width forms folded (NFKC), outer blanks gone; null when nothing is left.</summary>
    protected static string? Folded(in MappedValue value)
    {
        var text = value.AsText();
        if (text is null)
        {
            return null;
        }

        text = (text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? text.Normalize(NormalizationForm.FormKC) : text).Trim();
        return text.Length == 0 ? null : text;
    }
}

/// <summary>A conversion of text to text.</summary>
internal sealed class TextConverter(Func<string, string?> convert) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context)
    {
        var text = value.AsText();
        return text is null ? MappedValue.Missing : MappedValue.Of(convert(text));
    }
}
