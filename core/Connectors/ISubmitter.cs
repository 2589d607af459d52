using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>Writes into the other system. Every write can be found again by its business key.</summary>
public interface ISubmitter : IConnector
{
    /// <summary>
    /// Writes once. A refusal or an answer that never came is an outcome, not an exception: after a call whose effect is not known the
    /// outcome is <see cref="SubmitOutcome.Unknown"/>, and the runtime asks <see cref="FindAsync"/> before it sends anything again.
    /// </summary>
    Task<SubmitOutcome> SubmitAsync(SubmitCommand command, ConnectorContext context);

    /// <summary>The other system's id for the business key; null when it has none.</summary>
    /// <exception cref="ConnectorException">The question came to nothing.</exception>
    Task<string?> FindAsync(string businessKey, ConnectorContext context);
}

/// <summary>What to write.</summary>
/// <param name="Kind">Which document, e.g. <c>sales-order</c>.</param>
/// <param name="BusinessKey">Unique in the other system; the same for every try.</param>
/// <param name="Body">The document in the hub's own schema, JSON.</param>
public sealed record SubmitCommand(string Kind, string BusinessKey, ReadOnlyMemory<byte> Body);

/// <summary>The four outcomes of a write.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>Written now.</summary>
    /// <param name="Id">The other system's id.</param>
    public sealed record Accepted(string Id) : SubmitOutcome;

    /// <summary>Written before under the same key.</summary>
    /// <param name="Id">The other system's id.</param>
    public sealed record AlreadyThere(string Id) : SubmitOutcome;

    /// <summary>Refused; the same again is refused again.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Rejected(Fault Fault) : SubmitOutcome;

    /// <summary>Sent, and no answer says what became of it.</summary>
    /// <param name="Fault">Class <see cref="FaultClass.OutcomeUnknown"/>.</param>
    public sealed record Unknown(Fault Fault) : SubmitOutcome;
}
