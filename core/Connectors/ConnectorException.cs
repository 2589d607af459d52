using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>A call, a page or a message came to nothing; the fault says what happens next.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Carries the fault to the runtime.</summary>
    public ConnectorException(Fault fault, FaultRemedy remedy = FaultRemedy.None, Exception? inner = null)
        : base($"{fault.Class} {fault.Code}: {fault.Message}", inner) => (Fault, Remedy) = (fault, remedy);

    /// <summary>What happened.</summary>
    public Fault Fault { get; }

    /// <summary>What else helps.</summary>
    public FaultRemedy Remedy { get; }
}
