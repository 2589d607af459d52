using IntegrationHub.Core.Mapping.Converters;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>What a value that does not convert does.</summary>
internal enum OnError
{
    Hold,
    Empty,
    Default,
    Skip,
    Reject,

    /// <summary>Only by contract: keep the text in attributes.</summary>
    Keep,

    /// <summary>Only by contract: hold the whole document.</summary>
    Freeze,
}

/// <summary>What a change of the source does.</summary>
internal enum ContractMode
{
    Evolve,
    Discard,
    DeadLetter,
    Freeze,
}

/// <summary>The contract with its defaults filled in.</summary>
internal sealed record Contract(ContractMode Fields, ContractMode Types, ContractMode Rows);

/// <summary>One field, ready to run.</summary>
internal sealed record FieldPlan
{
    public required Target Target { get; init; }

    public required SourceExpression[] Sources { get; init; }

    public required Converter[] Chain { get; init; }

    public required OnError OnError { get; init; }

    public required Mark Mark { get; init; }

    /// <summary>All sources make one value.</summary>
    public GatheringConverter? Gathers { get; init; }

    public MappedValue Default { get; init; }

    public bool Required { get; init; }

    public bool FillDown { get; init; }

    public string Path => Target.Path;

    public bool FromColumn => Array.Exists(Sources, s => s.IsColumn);

    /// <summary>Runs the chain and checks what no converter can know: the target's closed list.</summary>
    public MappedValue Convert(MappedValue value, in ConversionContext context)
    {
        foreach (var converter in Chain)
        {
            value = converter.Apply(value, context);
        }

        if (Target.Words.Count > 0 && value.IsUsable && !Target.Words.Contains(value.AsText()))
        {
            return MappedValue.Failed($"it is none of {string.Join(", ", Target.Words)}", $"不是 {string.Join("、", Target.Words)} 之一");
        }

        if (Path == "currency" && value.IsUsable && value.AsText() is not { Length: 3 })
        {
            return MappedValue.Failed("it is no ISO 4217 code", "不是 ISO 4217 代码");
        }

        return value;
    }
}

/// <summary>Which documents a mapping is for.</summary>
internal sealed record MatchPlan(
    IReadOnlyList<string> Senders, IReadOnlyList<string> Files, IReadOnlyList<string> Sheets, IReadOnlyList<string> Headers, IReadOnlyList<string> Channels);

/// <summary>How the order table is found.</summary>
internal sealed record TablePlan
{
    public IReadOnlyList<string> Sheets { get; init; } = [];

    public IReadOnlyList<string> HeaderKeys { get; init; } = [];

    public int? HeaderRow { get; init; }

    public int HeaderRows { get; init; } = 1;

    public IReadOnlyList<SourceExpression> GroupBy { get; init; } = [];

    public IReadOnlyList<string> Until { get; init; } = [];
}

/// <summary>One example of the file.</summary>
internal sealed record TestPlan(string Name, string? Sender, YamlNode? Input, string? Fixture, YamlNode? Expect, string? ExpectFault, Mark Mark);

/// <summary>A mapping file compiled once: nothing is parsed or looked up by name while documents are read.</summary>
internal sealed record MappingPlan
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string File { get; init; }

    public required Contract Contract { get; init; }

    public required FieldPlan[] OrderFields { get; init; }

    public required FieldPlan[] LineFields { get; init; }

    public required MappingWords Words { get; init; }

    public MatchPlan? Match { get; init; }

    public TablePlan Table { get; init; } = new();

    public bool IsJson { get; init; }

    /// <summary>Where the orders of a JSON document are; null when the document is one order.</summary>
    public JsonPath? JsonOrders { get; init; }

    /// <summary>Where the lines of a JSON order are; null when it has none of its own.</summary>
    public JsonPath? JsonLines { get; init; }

    public IReadOnlyList<TestPlan> Tests { get; init; } = [];

    public bool Maps(string path) => Array.Exists(OrderFields, f => f.Path == path) || Array.Exists(LineFields, f => f.Path == path);
}
