namespace IntegrationHub.Core.Messaging;

/// <summary>What a handler says of a message: retry is data, not an exception.</summary>
public abstract record HandlerResult
{
    private HandlerResult()
    {
    }

    /// <summary>Done: the message is completed.</summary>
    public static HandlerResult Done { get; } = new DoneResult();

    /// <summary>Later again.</summary>
    public static HandlerResult RetryAfter(TimeSpan after, Fault fault) => new RetryResult(after, fault);

    /// <summary>A person must look: dead letter.</summary>
    public static HandlerResult ParkAs(Fault fault) => new ParkResult(fault);

    /// <summary>See <see cref="Done"/>.</summary>
    public sealed record DoneResult : HandlerResult;

    /// <summary>See <see cref="RetryAfter"/>.</summary>
    /// <param name="After">Least delay; grows with the delivery count.</param>
    /// <param name="Fault">Why; becomes the dead letter's when deliveries are used up.</param>
    public sealed record RetryResult(TimeSpan After, Fault Fault) : HandlerResult;

    /// <summary>See <see cref="ParkAs"/>.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record ParkResult(Fault Fault) : HandlerResult;
}

/// <summary>Handles the messages of one queue or subscription. Delivery is at least once; its effect must be exactly once.</summary>
public interface IMessageHandler
{
    /// <summary>Queue, or <c>topic/subscriptions/name</c>.</summary>
    string Entity { get; }

    /// <summary>Handles one message.</summary>
    Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation);
}
