using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Reading;
using IntegrationHub.Functions.Sync;

namespace IntegrationHub.Functions.Wire;

/// <summary>What the API and the command line exchange besides orders and import documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderEntry))]
[JsonSerializable(typeof(DocumentPage))]
[JsonSerializable(typeof(DocumentEntry))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetter>))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetterGroup>))]
[JsonSerializable(typeof(DeadLetterQuery))]
[JsonSerializable(typeof(IReadOnlyList<ReferenceStatus>))]
[JsonSerializable(typeof(ReferenceAnswer))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(OrderVerb))]
[JsonSerializable(typeof(DocumentVerb))]
[JsonSerializable(typeof(DocumentDismissal))]
[JsonSerializable(typeof(RebuildLine))]
[JsonSerializable(typeof(DeadLetterVerb))]
[JsonSerializable(typeof(CountAnswer))]
[JsonSerializable(typeof(BackupRequest))]
[JsonSerializable(typeof(IReadOnlyList<AccountEntry>))]
[JsonSerializable(typeof(AccountHealth))]
[JsonSerializable(typeof(SyncOrder))]
[JsonSerializable(typeof(SyncRun))]
[JsonSerializable(typeof(CertificateAnswer))]
[JsonSerializable(typeof(InspectionAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HubJson : JsonSerializerContext
{
    /// <summary>The context that is used everywhere: Chinese stays readable, enums are camelCase words.</summary>
    public static HubJson Wire { get; } = new(new JsonSerializerOptions(OrderJson.Wire.Options)
    {
        TypeInfoResolver = null,
        Converters =
        {
            new JsonStringEnumConverter<ReferenceTable>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<ReferenceMode>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<SyncKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<SyncRunState>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<FaultClass>(JsonNamingPolicy.CamelCase),
        },
    });
}

/// <summary>What a person wants done with an order.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Force">Release in spite of the credit limit.</param>
/// <param name="Original">The other order, for a link.</param>
internal sealed record OrderVerb(string? Actor, string? Reason, Guid? Original, bool? Force = null);

/// <summary>What a person wants done with a document.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
internal sealed record DocumentVerb(string? Actor, string? Reason);

/// <summary>What a person wants done with dead letters.</summary>
/// <param name="Query">Which.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; needed to discard and to edit.</param>
/// <param name="Body">The new body, for an edit.</param>
internal sealed record DeadLetterVerb(DeadLetterQuery? Query, string? Actor, string? Reason, byte[]? Body);

/// <summary>What a reference file changed, and what is wrong with it.</summary>
/// <param name="Loads">One for each table that the file holds.</param>
/// <param name="Findings">Remarks; an error means that a table, or the file, could not be taken.</param>
/// <param name="Dropped">Rows that were left out; the findings say which.</param>
internal sealed record ReferenceAnswer(IReadOnlyList<ReferenceLoad> Loads, IReadOnlyList<Finding> Findings, int Dropped = 0);

/// <summary>How many.</summary>
internal sealed record CountAnswer(long Count);

/// <summary>Where a copy of the store goes.</summary>
internal sealed record BackupRequest(string Path);
