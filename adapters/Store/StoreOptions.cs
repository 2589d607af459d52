using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.Store;

/// <summary>How a store is opened, whatever holds its rows.</summary>
public abstract record StoreOptions
{
    /// <summary>Source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>IANA name of the zone whose calendar the business day follows.</summary>
    public string BusinessZone { get; init; } = "Asia/Shanghai";

    /// <summary>Entities of the bus.</summary>
    public BusTopology Topology { get; init; } = BusTopology.Default;

    /// <summary>
    /// True where the bus is outside the store: what is sent goes into the outbox and stays there until <see cref="IBusStore"/> is told that
    /// it was sent.
    /// </summary>
    public bool OutsideBus { get; init; }
}
