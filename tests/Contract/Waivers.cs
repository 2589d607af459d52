using System.Globalization;
using Shouldly;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Tests.Contract;

/// <summary>Checks that a connector may fail for a while: data with a reason, an owner and an end, in <c>tests/contract.waivers.yaml</c>.</summary>
internal static class Waivers
{
    private sealed record Waiver(string Connector, int Check, string Reason, string Owner, DateOnly Expires);

    private static readonly IReadOnlyList<Waiver> All = Load();

    /// <summary>Runs a check. A waived one may fail until the waiver expires, and must fail, or the waiver is not needed any more.</summary>
    public static async Task CheckAsync(string connector, int check, Func<Task> body)
    {
        if (All.FirstOrDefault(w => w.Connector == connector && w.Check == check) is not { } waiver)
        {
            await body();
            return;
        }

        waiver.Expires.ShouldBeGreaterThanOrEqualTo(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), $"the waiver of check {check} for {connector} has expired: {waiver.Reason} ({waiver.Owner})");
        try
        {
            await body();
        }
        catch (Exception)
        {
            return;
        }

        throw new ShouldAssertException($"check {check} holds for {connector}: remove its waiver");
    }

    /// <summary>Connectors and checks that waivers name.</summary>
    public static IEnumerable<(string Connector, int Check)> Named => All.Select(w => (w.Connector, w.Check));

    private static IReadOnlyList<Waiver> Load()
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Path.Combine(GeneratedFile.Root, "tests", "contract.waivers.yaml"));
        yaml.Load(reader);
        var list = (YamlSequenceNode)yaml.Documents[0].RootNode["waivers"];
        return [.. list.Children.Select(w => new Waiver(
            $"{w["connector"]}", int.Parse($"{w["check"]}", CultureInfo.InvariantCulture), $"{w["reason"]}", $"{w["owner"]}",
            DateOnly.ParseExact($"{w["expires"]}", "yyyy-MM-dd", CultureInfo.InvariantCulture)))];
    }
}
