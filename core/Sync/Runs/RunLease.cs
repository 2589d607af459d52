using System.Globalization;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>The right to be the account's one run.</summary>
internal sealed class RunLease(ILeases leases, string account, Guid run, TimeSpan duration, TimeProvider clock)
    : HeldLease(leases, Prefix + account, run.ToString("N", CultureInfo.InvariantCulture), duration, clock)
{
    /// <summary>What the names of these leases begin with.</summary>
    public const string Prefix = "sync:";
}
