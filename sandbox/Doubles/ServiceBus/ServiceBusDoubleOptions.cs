using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>What a key or identity may do.</summary>
[Flags]
internal enum BusRights
{
    None = 0,
    Send = 1,
    Listen = 2,
    Manage = 4 | Send | Listen,
}

/// <summary>A shared access policy.</summary>
internal sealed record SharedKey(string Key, BusRights Rights);

/// <summary>A namespace to be played.</summary>
internal sealed record ServiceBusDoubleOptions
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Entities that are there from the start.</summary>
    public IReadOnlyList<BusEntity> Entities { get; init; } = [];

    /// <summary>Policies by name.</summary>
    public IReadOnlyDictionary<string, SharedKey> Keys { get; init; } = new Dictionary<string, SharedKey>();

    /// <summary>Entra tokens that are good, with what they allow.</summary>
    public IReadOnlyDictionary<string, BusRights> Tokens { get; init; } = new Dictionary<string, BusRights>();

    /// <summary>Largest message with its properties, bytes: the Standard tier's.</summary>
    public int MaxMessageBytes { get; init; } = 256 << 10;

    /// <summary>Port for plain HTTP on loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>True to listen on HTTPS too, with a certificate made for it.</summary>
    public bool Https { get; init; }
}
