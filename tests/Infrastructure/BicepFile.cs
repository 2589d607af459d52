using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Sandbox.Node;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>One file below <c>bicep/</c> as tree-sitter-bicep reads it.</summary>
/// <param name="Name">Path below <c>bicep/</c>.</param>
/// <param name="Root">What it declares; see <c>bicep-tree.js</c>.</param>
internal sealed partial record BicepFile(string Name, JsonElement Root)
{
    private static readonly NodePackages Packages = new("bicep", ["tree-sitter-bicep@1.1.0", "web-tree-sitter@0.27.1"]);
    private static readonly Lazy<Task<IReadOnlyList<BicepFile>>> Parsed = new(ParseAsync);

    public static string Folder { get; } = Path.Combine(GeneratedFile.Root, "bicep");

    /// <summary>Every template and parameter file.</summary>
    public static Task<IReadOnlyList<BicepFile>> AllAsync() => Parsed.Value;

    public static async Task<BicepFile> FindAsync(string name) => (await AllAsync()).Single(file => file.Name == name);

    public bool IsParameters => Name.EndsWith(".bicepparam", StringComparison.Ordinal);

    public IEnumerable<string> Errors => Root.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!);

    public IEnumerable<string> Unknown => Root.GetProperty("unknown").EnumerateArray().Select(name => name.GetString()!);

    public IEnumerable<BicepPart> Params => Parts("params");

    public IEnumerable<BicepPart> Variables => Parts("variables");

    public IEnumerable<BicepPart> Outputs => Parts("outputs");

    public IEnumerable<(string Name, string Type, JsonElement Body)> Resources => Root.GetProperty("resources").EnumerateArray()
        .Where(resource => !resource.GetProperty("existing").GetBoolean())
        .Select(resource => (resource.GetProperty("name").GetString()!, resource.GetProperty("type").GetString()!, resource.GetProperty("body")));

    public IEnumerable<(string Name, string Path, JsonElement Body)> Modules => Root.GetProperty("modules").EnumerateArray()
        .Select(module => (module.GetProperty("name").GetString()!, module.GetProperty("path").GetString()!, module.GetProperty("body")));

    /// <summary>An object inside a value: the value itself, or what a condition, a loop or a function is about.</summary>
    public static JsonElement Object(JsonElement value) =>
        value.TryGetProperty("$", out _) ? value.GetProperty("in").EnumerateArray().Last(inside => inside.ValueKind == JsonValueKind.Object) : value;

    /// <summary>Names of properties that have a value, e.g. <c>properties.sku.name</c>; what an array holds has the array's path.</summary>
    public static IEnumerable<string> Leaves(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.GetArrayLength() == 0 ? [path] : value.EnumerateArray().SelectMany(item => Leaves(item, path)).Distinct();
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [path];
        }

        if (value.TryGetProperty("$", out _))
        {
            var inside = value.TryGetProperty("in", out var found) ? found.EnumerateArray().SelectMany(item => Leaves(item, path)).ToList() : [];
            return inside.Count == 0 ? [path] : inside;
        }

        return !value.EnumerateObject().Any() ? [path] : value.EnumerateObject().SelectMany(property =>
            Leaves(property.Value, (path.Length == 0 ? "" : path + ".") + Interpolated().Replace(property.Name, "*")));
    }

    /// <summary>Every text and expression in a value.</summary>
    public static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    private IEnumerable<BicepPart> Parts(string kind) => Root.GetProperty(kind).EnumerateArray().Select(part => new BicepPart(
        part.GetProperty("name").GetString()!,
        part.TryGetProperty("decorators", out var decorators) ? [.. decorators.EnumerateArray().Select(text => text.GetString()!)] : [],
        part.GetProperty("value").ValueKind == JsonValueKind.Null ? null : part.GetProperty("value")));

    private static async Task<IReadOnlyList<BicepFile>> ParseAsync()
    {
        var paths = Directory.GetFiles(Folder, "*.bicep*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        using var json = JsonDocument.Parse(await Packages.RunAsync(Path.Combine(AppContext.BaseDirectory, "clients", "bicep-tree.js"), paths));
        return [.. paths.Select(path => new BicepFile(Path.GetRelativePath(Folder, path), json.RootElement.GetProperty(path).Clone()))];
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Interpolated();
}

/// <summary>A parameter, variable or output.</summary>
internal sealed record BicepPart(string Name, IReadOnlyList<string> Decorators, JsonElement? Value)
{
    public bool IsSecure => Decorators.Contains("secure()");
}
