using System.Buffers.Text;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Texts that a platform writes where it means nothing, e.g. <c>0001-01-01 00:00:00</c> for a time that has not come.</summary>
internal sealed class BlankConverter(string[] values) : Converter
{
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context) =>
        value.AsText()?.Trim() is { } text && Array.Exists(values, v => v == text) ? MappedValue.Missing : value;
}

/// <summary>Whether any source says more than that nothing is the matter: 0, false, no, or one of the texts given.</summary>
internal sealed class AnyConverter(string[] except) : GatheringConverter
{
    private static readonly string[] Nothing = ["0", "false", "no"];

    public override MappedValue Gather(ReadOnlySpan<MappedValue> values)
    {
        var result = MappedValue.Missing;
        foreach (var value in values)
        {
            if (value.Kind == ValueKind.Fault)
            {
                return value;
            }

            if (value.Kind == ValueKind.Boolean)
            {
                result = MappedValue.Of(result.IsTrue || value.IsTrue);
            }
            else if (value.AsText()?.Trim() is { Length: > 0 } text)
            {
                result = MappedValue.Of(result.IsTrue || !(Nothing.Contains(text, StringComparer.OrdinalIgnoreCase) || except.Contains(text, StringComparer.Ordinal)));
            }
        }

        return result;
    }
}

/// <summary>Whether a platform has made one of the texts unreadable: stars in it, or cipher text in Base64 of at least 40 characters.</summary>
internal sealed class MaskedConverter : GatheringConverter
{
    private const int ShortestCipher = 40;

    public override MappedValue Gather(ReadOnlySpan<MappedValue> values)
    {
        var result = MappedValue.Missing;
        foreach (var value in values)
        {
            if (value.AsText()?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            result = MappedValue.Of(text.Contains('*', StringComparison.Ordinal) || (text.Length >= ShortestCipher && Base64.IsValid(text)));
            if (result.IsTrue)
            {
                break;
            }
        }

        return result;
    }
}
