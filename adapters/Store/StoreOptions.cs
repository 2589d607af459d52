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
}
