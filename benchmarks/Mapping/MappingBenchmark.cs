using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Benchmarks.Mapping;

/// <summary>
/// <c>mapping</c>: 40 fields of an order of 10 lines by a mapping file, against C# written by hand for that one shape, and against the npm
/// engine <c>jsonata</c>; from the bytes to the order, in turns, after all three were seen to say the same.
/// </summary>
internal sealed class MappingBenchmark(Verdict verdict)
{
    private const int Orders = 256;

    public async Task RunAsync(int rounds, TimeSpan time)
    {
        using var workspace = new Workspace();
        var orders = Enumerable.Range(1, Orders).Select(PlatformOrder.Write).ToList();
        var compiled = MappingCompiler.Compile(PlatformMapping.Yaml, "platform.yaml");
        var mapping = compiled.Mapping ?? throw new InvalidOperationException(string.Join('\n', compiled.Lints));
        var context = new UnderstandingContext("document", "order.json", null, new DateOnly(2026, 11, 22));
        CanonicalOrder ByFile(byte[] json)
        {
            using var document = mapping.ReadJson(json, context);
            return document.Orders(CancellationToken.None).Single().Order;
        }

        verdict.Say($"40 fields, {PlatformOrder.Lines} lines, {orders[0].Length} bytes an order; references: C# by hand, npm jsonata");
        var same = orders.TrueForAll(order => Stated(ByFile(order)) == Stated(HandWritten.Read(order)));
        verdict.Holds("the mapping file and the hand-written code say the same of every order", same);

        var (file, hand, jsonata) = (new Samples(), new Samples(), new Samples());
        JsonElement first = default;
        for (var round = -1; round < rounds; round++)
        {
            var byFile = Measure(orders, time, ByFile);
            var byHand = Measure(orders, time, json => HandWritten.Read(json));
            (var byJsonata, first) = await JsonataEngine.RunAsync(workspace.Root, orders, time);
            if (round >= 0)
            {
                file.Add(byFile);
                hand.Add(byHand);
                jsonata.Add(byJsonata);
            }
        }

        verdict.Holds("jsonata says the same of the first order", JsonNode.DeepEquals(Normal(JsonNode.Parse(first.GetRawText())!), Normal(JsonNode.Parse(Stated(ByFile(orders[0])))!)));
        verdict.Say($"  mapping file  {file.Text("0.0", " µs")} an order");
        verdict.Say($"  by hand       {hand.Text("0.0", " µs")}");
        verdict.Say($"  jsonata       {jsonata.Text("0.0", " µs")}");
        verdict.AtMost("time, mapping file : by hand", file.Median / hand.Median, 2.0, " x");
        verdict.AtLeast("speed, mapping file : jsonata", jsonata.Median / file.Median, 20, " x");
    }

    private static double Measure(List<byte[]> orders, TimeSpan time, Func<byte[], CanonicalOrder> read)
    {
        var clock = Stopwatch.StartNew();
        var count = 0L;
        while (clock.Elapsed < time)
        {
            foreach (var order in orders)
            {
                GC.KeepAlive(read(order));
            }

            count += orders.Count;
        }

        return clock.Elapsed.TotalMicroseconds / count;
    }

    /// <summary>What the order says, without where it was read.</summary>
    private static string Stated(CanonicalOrder order) => JsonSerializer.Serialize(order with { Provenance = null }, OrderJson.Compact.CanonicalOrder);

    /// <summary>Numbers by value, instants by moment; members that say nothing are left out, as are those that only the hub sets.</summary>
    private static JsonNode? Normal(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(m => m.Value is not null && m.Key is not ("schema" or "id" or "onHold" or "masked" or "attachments"))
            .Select(m => KeyValuePair.Create(m.Key, Normal(m.Value)))
            .Where(m => m.Value is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
            .OrderBy(m => m.Key, StringComparer.Ordinal)),
        JsonArray entries => new JsonArray([.. entries.Select(Normal)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() / 1.0000000000000000000000000000m),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { } text && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var at) => JsonValue.Create(at.UtcDateTime.ToString("O")),
        _ => node?.DeepClone(),
    };
}
