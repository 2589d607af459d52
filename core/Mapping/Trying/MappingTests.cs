using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Trying;

/// <summary>What came of one test of a mapping file.</summary>
/// <param name="Name">Name of the test.</param>
/// <param name="Line">Line of the file where it stands.</param>
/// <param name="Failures">What did not hold; empty when it passed.</param>
public sealed record TestResult(string Name, int Line, IReadOnlyList<Said> Failures)
{
    /// <summary>Everything held.</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>Runs the tests that a mapping file carries.</summary>
public sealed class MappingTests(IWorkbookOpener opener, DateOnly today)
{
    /// <summary>Runs all of them, in file order.</summary>
    public IReadOnlyList<TestResult> Run(CompiledMapping mapping, CancellationToken cancellation) =>
        [.. mapping.Plan.Tests.Select(test => Run(mapping, test, cancellation))];

    private TestResult Run(CompiledMapping mapping, TestPlan test, CancellationToken cancellation)
    {
        var failures = new List<Said>();
        try
        {
            using var document = Open(mapping, test, cancellation);
            var orders = document.Orders(cancellation).ToList();
            var findings = document.Findings.Concat(orders.SelectMany(o => o.Findings)).Concat(document.Refusal is { } r ? [r] : []).ToList();
            Check(test, orders, findings, failures);
        }
        catch (UnreadableWorkbookException e)
        {
            failures.Add(new($"the fixture cannot be read: {e.Finding.Message}", $"样例文件无法读取：{e.Finding.MessageZh}"));
        }
        catch (IOException e)
        {
            failures.Add(new($"the fixture cannot be read: {e.Message}", $"样例文件无法读取：{e.Message}"));
        }

        return new TestResult(test.Name, (int)test.Mark.Line, failures);
    }

    private UnderstoodDocument Open(CompiledMapping mapping, TestPlan test, CancellationToken cancellation)
    {
        var name = test.Fixture is null ? "test" : Path.GetFileName(test.Fixture);
        var context = new UnderstandingContext("test", name, test.Sender, today);
        var file = test.Fixture is null ? null : Path.Combine(Path.GetDirectoryName(mapping.File) ?? "", test.Fixture);
        if (mapping.IsJson)
        {
            return mapping.ReadJson(file is null ? Encoding.UTF8.GetBytes(((YamlScalarNode)test.Input!).Value!) : File.ReadAllBytes(file), context);
        }

        return file is null
            ? mapping.Read(ExampleWorkbook.From((YamlSequenceNode)test.Input!).Open, context)
            : mapping.Read(() => opener.Open(file, name, ReadLimits.Default, cancellation), context);
    }

    private static void Check(TestPlan test, List<UnderstoodOrder> orders, List<Finding> findings, List<Said> failures)
    {
        if (test.ExpectFault is { } code)
        {
            if (!findings.Exists(f => f.Code == code))
            {
                var found = string.Join(", ", findings.Select(f => f.Code).Distinct());
                failures.Add(new($"expected the finding {code}, got {(found.Length == 0 ? "none" : found)}", $"期望问题代码 {code}，实际{(found.Length == 0 ? "没有" : "为 " + found)}"));
            }
        }
        else
        {
            failures.AddRange(findings.Where(f => f.Severity >= Severity.Hold)
                .Select(f => new Said($"{f.Where ?? "document"}: {f.Code}: {f.Message}", $"{f.Where ?? "单据"}：{f.Code}：{f.MessageZh}")));
        }

        if (test.Expect is YamlSequenceNode list)
        {
            Count(new("orders", "订单数"), list.Children.Count, orders.Count, failures);
            for (var i = 0; i < Math.Min(list.Children.Count, orders.Count); i++)
            {
                Compare($"[{i}]", list.Children[i], Json(orders[i].Order), failures);
            }
        }
        else if (test.Expect is not null)
        {
            Count(new("orders", "订单数"), 1, orders.Count, failures);
            if (orders.Count > 0)
            {
                Compare("", test.Expect, Json(orders[0].Order), failures);
            }
        }
    }

    private static JsonElement Json(CanonicalOrder order) => JsonSerializer.SerializeToElement(order, OrderJson.Wire.CanonicalOrder);

    private static void Count(Said what, int expected, int actual, List<Said> failures)
    {
        if (expected != actual)
        {
            failures.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"{what.En}: expected {expected}, got {actual}"),
                string.Create(CultureInfo.InvariantCulture, $"{what.Zh}：期望 {expected}，实际 {actual}")));
        }
    }

    /// <summary>Every member stated must be so; what is not stated is free.</summary>
    private static void Compare(string path, YamlNode expected, JsonElement actual, List<Said> failures)
    {
        switch (expected)
        {
            case YamlMappingNode members:
                foreach (var (key, value) in members.Children)
                {
                    var name = ((YamlScalarNode)key).Value!;
                    var found = actual.ValueKind == JsonValueKind.Object && actual.TryGetProperty(name, out var member) ? member : default;
                    Compare(path.Length == 0 ? name : $"{path}.{name}", value, found, failures);
                }

                break;
            case YamlSequenceNode list:
                var length = actual.ValueKind == JsonValueKind.Array ? actual.GetArrayLength() : 0;
                Count(OrderTerms.Of(path), list.Children.Count, length, failures);
                for (var i = 0; i < Math.Min(length, list.Children.Count); i++)
                {
                    Compare(FormattableString.Invariant($"{path}[{i}]"), list.Children[i], actual[i], failures);
                }

                break;
            case YamlScalarNode scalar when !Same(scalar, actual):
                var got = actual.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : actual.ToString();
                failures.Add(new($"{path}: expected {scalar.Value ?? "null"}, got {got ?? "null"}", $"{path}（{OrderTerms.Chinese(path)}）：期望 {scalar.Value ?? "空"}，实际 {got ?? "空"}"));
                break;
        }
    }

    private static bool Same(YamlScalarNode expected, JsonElement actual)
    {
        var isNull = expected.Style == ScalarStyle.Plain && expected.Value is null or "" or "~" or "null";
        return actual.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => isNull,
            JsonValueKind.Number => decimal.TryParse(expected.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && actual.GetDecimal() == number,
            JsonValueKind.True => expected.Value == "true",
            JsonValueKind.False => expected.Value == "false",
            _ => actual.ToString() == expected.Value,
        };
    }
}
