using System.Text.Json;
using IntegrationHub.Sandbox.Hostile;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox hostile --out DIR</c>; <c>hostile.json</c> beside the files says what each must come to.</summary>
internal static class HostileCommand
{
    public const string Manifest = "hostile.json";

    public static int Run(Arguments arguments)
    {
        var folder = arguments.Text("--out");
        arguments.NoMore();

        Directory.CreateDirectory(folder);
        var written = 0;
        using var list = File.Create(Path.Combine(folder, Manifest));
        using var manifest = new Utf8JsonWriter(list, new JsonWriterOptions { Indented = true });
        manifest.WriteStartArray();
        foreach (var (name, expect, why, write) in HostileCase.All())
        {
            using (var file = File.Create(Path.Combine(folder, name)))
            {
                write(file);
            }

            manifest.WriteStartObject();
            manifest.WriteString("file", name);
            manifest.WriteString("expect", expect.ToString().ToLowerInvariant());
            manifest.WriteString("why", why);
            manifest.WriteEndObject();
            written++;
        }

        manifest.WriteEndArray();
        Console.Error.WriteLine($"{written} hostile files: {folder}");
        return 0;
    }
}
