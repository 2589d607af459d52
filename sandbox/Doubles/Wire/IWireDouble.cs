namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>A double of one platform, apart from how calls reach it.</summary>
internal interface IWireDouble
{
    /// <summary>What goes wrong, and when.</summary>
    FaultScript Faults { get; }

    /// <summary>Answers a call; a fault that concerns the platform itself is part of the answer, one of the wire is applied by the caller.</summary>
    WireReply Answer(WireCall call, WireFault fault);
}
