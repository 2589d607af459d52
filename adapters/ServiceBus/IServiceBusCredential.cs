namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Who the hub is to Service Bus: a shared access key, or an identity in Microsoft Entra.</summary>
public interface IServiceBusCredential
{
    /// <summary>Value of the <c>Authorization</c> header.</summary>
    /// <exception cref="Core.Messaging.BusUnavailableException">No token can be had.</exception>
    ValueTask<string> AuthorizeAsync(CancellationToken cancellation);

    /// <summary>The service refused the last token: the next one must be new.</summary>
    void Forget();
}
