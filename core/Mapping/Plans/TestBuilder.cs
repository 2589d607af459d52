using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Orders.Schema;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Binds the list of tests.</summary>
internal sealed class TestBuilder(LintSink lints, DeclarationCheck check, string? folder, bool isJson)
{
    private static readonly DeclaredKey Declared = MappingLanguage.File.Keys.First(k => k.Name == "tests");

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyList<TestPlan> Build(YamlSequenceNode? list) =>
        [.. (list?.Children ?? []).Select(node => Test(check.Object(node, Declared)))];

    private TestPlan Test(YamlObject test)
    {
        var name = test.Text("name") ?? "";
        var input = test.Node("input");
        var fixture = test.Text("fixture");
        if (name.Length > 0 && !_names.Add(name))
        {
            Bad(test.Node("name")!, name, "the name is used twice", "名称重复");
        }

        if (input is null == fixture is null)
        {
            lints.Raise(MappingLints.BadTest, test.Mark, name, "it needs either input or fixture", "须有 input 或 fixture 之一");
        }

        if (test.Node("expect") is null && test.Node("expectFault") is null)
        {
            lints.Raise(MappingLints.BadTest, test.Mark, name, "it expects nothing", "没有写期望");
        }

        if (input is not null && (isJson ? input is not YamlScalarNode : !IsRows(input)))
        {
            Bad(input, name, isJson ? "input is JSON text" : "input is a list of rows, each a list of cells", isJson ? "input 应为 JSON 文本" : "input 应为多行，每行为单元格列表");
        }

        if (fixture is not null && folder is not null && !File.Exists(Path.Combine(folder, fixture)))
        {
            Bad(test.Node("fixture")!, name, $"there is no file “{fixture}” beside the mapping", $"映射文件旁没有“{fixture}”");
        }

        if (test.Text("expectFault") is { } code && !MappingFindings.Codes.Contains(code))
        {
            Bad(test.Node("expectFault")!, name, $"no finding of a mapping has the code “{code}”", $"映射没有代码为“{code}”的提示");
        }

        CheckMembers(test.Node("expect"), OrderV1.Order, name);

        return new TestPlan(name, test.Text("sender"), input, fixture, test.Node("expect"), test.Text("expectFault"), test.Mark);
    }

    private static bool IsRows(YamlNode input) => input is YamlSequenceNode rows && rows.Children.All(r => r is YamlSequenceNode);

    private void CheckMembers(YamlNode? node, OrderShape shape, string name)
    {
        if (node is YamlSequenceNode list)
        {
            foreach (var child in list.Children)
            {
                CheckMembers(child, shape, name);
            }
        }
        else if (node is YamlMappingNode members)
        {
            foreach (var (key, value) in members.Children)
            {
                CheckMember((key as YamlScalarNode)?.Value ?? "", key, value, shape, name);
            }
        }
    }

    private void CheckMember(string member, YamlNode key, YamlNode value, OrderShape shape, string name)
    {
        var declared = shape.Members.FirstOrDefault(m => m.Name == member);
        if (declared is null)
        {
            Bad(key, name, $"order/v1 has no member “{member}” here", $"order/v1 此处没有“{member}”");
        }
        else if (declared is { Shape: not null, Kind: not OrderMemberKind.ObjectMap })
        {
            CheckMembers(value, declared.Shape, name);
        }
    }

    private void Bad(YamlNode node, string name, string en, string zh) => lints.Raise(MappingLints.BadTest, node, name, en, zh);
}
