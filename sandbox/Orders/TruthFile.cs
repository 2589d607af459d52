using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>The truth beside a file: <c>FILE.truth.json</c>.</summary>
internal static class TruthFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string PathFor(string file) => file + ".truth.json";

    public static void Write(string file, WorkbookTruth truth) =>
        File.WriteAllText(PathFor(file), JsonSerializer.Serialize(truth, s_options) + "\n");

    public static WorkbookTruth Read(string file) =>
        JsonSerializer.Deserialize<WorkbookTruth>(File.ReadAllText(PathFor(file)), s_options)
        ?? throw new InvalidDataException($"{PathFor(file)} is empty");
}
