using IntegrationHub.Sandbox.Doubles.Shops;

namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>A double of one shop platform, apart from how calls reach it.</summary>
internal interface IWireDouble
{
    /// <summary>Its orders.</summary>
    Shop Shop { get; }

    /// <summary>Who may call.</summary>
    TokenStore Tokens { get; }

    /// <summary>How often.</summary>
    CallQuota Quota { get; }

    /// <summary>What goes wrong, and when.</summary>
    FaultScript Faults { get; }

    /// <summary>The versions that left it in one piece.</summary>
    ShownVersions Shown { get; }

    /// <summary>How far the platform's clock is ahead of the caller's.</summary>
    TimeSpan Skew { get; set; }

    /// <summary>The platform's time, which every answer carries as <c>Date</c>.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The platform's number of an order.</summary>
    string Number(long key);

    /// <summary>The order with that number.</summary>
    long Key(string number);

    /// <summary>Answers a call; a fault that concerns the platform itself is part of the answer, one of the wire is applied by the caller.</summary>
    WireReply Answer(WireCall call, CallFate fate);
}
