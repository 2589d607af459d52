using System.Globalization;
using System.Text.Json;
using IntegrationHub.Sandbox.Node;

namespace IntegrationHub.Benchmarks.Mapping;

/// <summary>The npm engine <c>jsonata</c> in a Node process: the expression is compiled once, each order is parsed and evaluated.</summary>
internal static class JsonataEngine
{
    private const string Script =
        """
        const jsonata = require('jsonata');
        const fs = require('fs');
        (async () => {
          const expression = jsonata(fs.readFileSync(process.argv[2], 'utf8'));
          const orders = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
          let result;
          for (let warm = 0; warm < 200; warm++) { result = await expression.evaluate(JSON.parse(orders[warm % orders.length])); }
          const begun = process.hrtime.bigint();
          let count = 0;
          while (process.hrtime.bigint() - begun < BigInt(process.argv[4]) * 1000000n) {
            result = await expression.evaluate(JSON.parse(orders[count++ % orders.length]));
          }
          const each = Number(process.hrtime.bigint() - begun) / 1000 / count;
          console.log(JSON.stringify({ each, first: await expression.evaluate(JSON.parse(orders[0])) }));
        })();
        """;

    private static readonly NodePackages s_packages = new("mapping", ["jsonata@2.2.2"]);

    /// <returns>Microseconds an order, and what it made of the first one.</returns>
    public static async Task<(double Microseconds, JsonElement First)> RunAsync(string folder, IReadOnlyList<byte[]> orders, TimeSpan time)
    {
        var (script, expression, input) = (Path.Combine(folder, "jsonata.cjs"), Path.Combine(folder, "order.jsonata"), Path.Combine(folder, "orders.json"));
        await File.WriteAllTextAsync(script, Script);
        await File.WriteAllTextAsync(expression, PlatformMapping.Jsonata);
        await File.WriteAllTextAsync(input, JsonSerializer.Serialize(orders.Select(order => System.Text.Encoding.UTF8.GetString(order))));
        var answer = await s_packages.RunAsync(script, [expression, input, time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)]);
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.GetProperty("each").GetDouble(), json.RootElement.GetProperty("first").Clone());
    }
}
