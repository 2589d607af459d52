namespace IntegrationHub.Core.Connectors;

/// <summary>Accepts what the other side sends by itself.</summary>
public interface IPusher : IConnector
{
    /// <summary>Checks the signature and cuts the message into records; the reply is sent once they are durable.</summary>
    /// <exception cref="ConnectorException">The signature is wrong (<see cref="Messaging.FaultClass.Config"/>) or the message is none.</exception>
    Task<PushReply> AcceptAsync(PushEnvelope envelope, ConnectorContext context);
}

/// <summary>A message as it came.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">As sent.</param>
/// <param name="Headers">Names without regard to case.</param>
/// <param name="Body">As sent.</param>
public sealed record PushEnvelope(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

/// <summary>What a message held, and the answer the platform wants.</summary>
/// <param name="Stream">Stream its records belong to.</param>
/// <param name="Page">Its records.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">The exact bytes.</param>
public sealed record PushReply(string Stream, Page Page, int Status, string ContentType, ReadOnlyMemory<byte> Body);
