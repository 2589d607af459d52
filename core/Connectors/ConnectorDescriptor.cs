using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Core.Connectors;

/// <summary>What can be known of a connector without an account. Declared once, as a static property of the connector.</summary>
public sealed record ConnectorDescriptor
{
    /// <summary>Kebab-case name; the connector's folder is the same in Pascal case (<c>csv-over-http</c> is <c>CsvOverHttp/</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Name for people, Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>Name for people, English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>What can be fetched; empty for a connector that only submits.</summary>
    public IReadOnlyList<StreamDescriptor> Streams { get; init; } = [];

    /// <summary>How calls are authorised.</summary>
    public ConnectorAuth Auth { get; init; } = ConnectorAuth.None;

    /// <summary>How often it may call.</summary>
    public required RateBudget RateBudget { get; init; }

    /// <summary>What its errors mean.</summary>
    public required FaultTable Faults { get; init; }

    /// <summary>The account's own settings and the connector made of them.</summary>
    public required ConnectorOptions Options { get; init; }

    /// <summary>The type of the account's settings.</summary>
    [DynamicallyAccessedMembers(ConnectorOptions.Members)]
    public Type OptionsType => Options.Type;

    /// <summary>What it can do; the contract suite holds it against the interfaces that the connector implements.</summary>
    public required ConnectorCapabilities Capabilities { get; init; }

    /// <summary>The stream of that name; null when there is none.</summary>
    public StreamDescriptor? Stream(string name) => Streams.FirstOrDefault(stream => stream.Name == name);
}

/// <summary>What a connector can do.</summary>
[Flags]
public enum ConnectorCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="IPoller"/>.</summary>
    Poll = 1,

    /// <summary><see cref="IPusher"/>.</summary>
    Push = 2,

    /// <summary><see cref="ISubmitter"/>.</summary>
    Submit = 4,

    /// <summary><see cref="IKeyLister"/>.</summary>
    ListKeys = 8,
}
