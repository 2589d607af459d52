using System.Globalization;
using System.Xml;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Reads the management feed: counts, and whether entities are as the code relies on. It changes nothing.</summary>
internal sealed class ServiceBusAdministration(ServiceBusClient client)
{
    /// <summary>Messages of an entity; for a subscription, the scheduled ones are its topic's.</summary>
    /// <exception cref="BusUnavailableException">No such entity, or no right to look.</exception>
    public async Task<EntityCounts> CountsAsync(string path, CancellationToken cancellation) =>
        (await FindAsync(path, cancellation).ConfigureAwait(false) ?? throw ServiceBusFaults.Missing(path)).Counts;

    /// <summary>What differs from the settings that the code relies on, or that the entity is missing.</summary>
    public async Task<IReadOnlyList<Finding>> CompareAsync(BusEntity expected, CancellationToken cancellation)
    {
        if (await FindAsync(expected.Path, cancellation).ConfigureAwait(false) is not { Entity: var found } || found.Kind != expected.Kind)
        {
            return [ServiceBusFindings.EntityMissing.At(expected.Path, null, expected.Path)];
        }

        (string Setting, object? Found, object? Expected)[] settings =
        [
            ("lockDuration", found.LockDuration, expected.LockDuration), ("maxDeliveryCount", found.MaxDeliveryCount, expected.MaxDeliveryCount),
            ("duplicateDetectionHistoryTimeWindow", found.DuplicateWindow, expected.DuplicateWindow),
            ("defaultMessageTimeToLive", found.TimeToLive, expected.TimeToLive), ("requiresSession", found.RequiresSession, expected.RequiresSession),
        ];
        return [.. settings.Where(setting => !Equals(setting.Found, setting.Expected)).Select(setting =>
            ServiceBusFindings.SettingDiffers.At(expected.Path, setting.Setting, expected.Path, setting.Setting, Say(setting.Found), Say(setting.Expected)))];
    }

    private async Task<EntityDescription?> FindAsync(string path, CancellationToken cancellation)
    {
        if (await client.DescribeAsync(path, cancellation).ConfigureAwait(false) is not { } atom)
        {
            return null;
        }

        try
        {
            return EntityDescription.TryRead(path, atom);
        }
        catch (Exception broken) when (broken is XmlException or FormatException or OverflowException)
        {
            throw new BusUnavailableException(ServiceBusFindings.ServerError.At(path, null, broken.Message, path), ServiceBusFaults.LongPause, broken);
        }
    }

    private static string Say(object? value) => value switch
    {
        null => "–",
        TimeSpan duration => XmlConvert.ToString(duration),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
