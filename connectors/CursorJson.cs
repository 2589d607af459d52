using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Connectors.CsvOverHttp;
using IntegrationHub.Connectors.Protocols.Paging;

namespace IntegrationHub.Connectors;

/// <summary>Source-generated shapes of the positions in cursors. They are stored: a change of a shape counts the cursor's version up.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PagePosition))]
[JsonSerializable(typeof(CsvOverHttpConnector.Seen))]
internal sealed partial class CursorJson : JsonSerializerContext;
