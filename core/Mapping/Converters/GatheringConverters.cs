namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Makes one value of all sources of its field, where other converters are given the first that holds something.</summary>
internal abstract class GatheringConverter : Converter
{
    /// <summary>The value of them all.</summary>
    /// <param name="values">One for each source, in the order of the file; missing ones among them.</param>
    public abstract MappedValue Gather(ReadOnlySpan<MappedValue> values);

    /// <summary>By then it is gathered.</summary>
    protected override MappedValue Convert(in MappedValue value, in ConversionContext context) => value;
}

/// <summary>Joins all sources in one text.</summary>
internal sealed class JoinConverter(string separator) : GatheringConverter
{
    public override MappedValue Gather(ReadOnlySpan<MappedValue> values)
    {
        var texts = new List<string>(values.Length);
        foreach (var value in values)
        {
            if (value.AsText()?.Trim() is { Length: > 0 } text)
            {
                texts.Add(text);
            }
        }

        return texts.Count == 0 ? MappedValue.Missing : MappedValue.Of(string.Join(separator, texts));
    }
}

/// <summary>Adds all sources up; the last ones may be taken off instead. Without the first there is no sum; others that are missing count nothing.</summary>
internal sealed class SumConverter(NumberLocale locale, int minus) : GatheringConverter
{
    public override MappedValue Gather(ReadOnlySpan<MappedValue> values)
    {
        var sum = 0m;
        for (var i = 0; i < values.Length; i++)
        {
            var number = values[i].Kind == ValueKind.Number ? values[i] : DecimalConverter.Parse(values[i].AsText()?.Trim() is { Length: > 0 } text ? text : null, values[i].Kind, locale);
            if (values[i].Kind == ValueKind.Fault)
            {
                return values[i];
            }

            if (number.Kind == ValueKind.Fault || (number.Kind == ValueKind.Missing && i == 0))
            {
                return number;
            }

            try
            {
                sum += i >= values.Length - minus ? -number.Number : number.Number;
            }
            catch (OverflowException)
            {
                return MappedValue.Failed("the sum is beyond any order", "合计超出范围");
            }
        }

        return MappedValue.Of(sum);
    }
}
