namespace IntegrationHub.Core.Connectors;

/// <summary>
/// One outside system, for one configured account: how to ask, how to page, how to sign, how to read an error, and nothing else. It never
/// maps fields, retries, sleeps, paces, stores a cursor, touches the bus, reads configuration or decides a business rule; the runtime does.
/// The class is sealed, takes its options in the constructor, keeps no state between calls and may be called from many threads; it is
/// discovered by a public static property <c>Descriptor</c> of type <see cref="ConnectorDescriptor"/>. What it can do is said by the
/// interfaces it implements: <see cref="IPoller"/>, <see cref="IKeyLister"/>, <see cref="IPusher"/>, <see cref="ISubmitter"/>.
/// </summary>
public interface IConnector
{
    /// <summary>Asks for something small that needs the account's credential; returns when the account can be used.</summary>
    /// <exception cref="ConnectorException">It cannot; a wrong credential is <see cref="Messaging.FaultClass.Config"/>.</exception>
    Task CheckAsync(ConnectorContext context);
}
