using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Functions.Hosting;

/// <summary>How the command line reaches the hub that is running on a data folder.</summary>
/// <param name="Address">Base address, ends with <c>/hub/</c>.</param>
/// <param name="Key">Bearer key of this run.</param>
/// <param name="Pid">Process id.</param>
internal sealed record HubEndpoint(string Address, string Key, int Pid);

/// <summary>Keeps <see cref="HubEndpoint"/> in a file that only its owner may read.</summary>
internal static class EndpointFile
{
    /// <summary>Writes the file in one step; it replaces what a killed run left behind.</summary>
    public static void Write(string path, HubEndpoint endpoint)
    {
        var next = path + ".next";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(next, options))
        {
            JsonSerializer.Serialize(file, endpoint, EndpointJson.Default.HubEndpoint);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>The endpoint that the file names; null where there is none. Its process may be long gone.</summary>
    public static HubEndpoint? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), EndpointJson.Default.HubEndpoint);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(HubEndpoint))]
internal sealed partial class EndpointJson : JsonSerializerContext;
