using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Language;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Binds a checked file to a plan and remarks on what only shows when its parts are seen together.</summary>
internal sealed class PlanBuilder(LintSink lints, DeclarationCheck check, string file, MappingWords words)
{
    private static readonly DeclaredKey Root = MappingLanguage.File;

    public MappingPlan Build(YamlObject root)
    {
        var name = CheckName(root);
        var locale = NumberLocale.Find(root.Text("locale") ?? "auto")!;
        var enums = new EnumTables(lints).Read(root.Node("enums") as YamlMappingNode);
        var contract = BuildContract(Child(root, "contract"));
        var isJson = root.Node("json") is not null;
        if (isJson && root.Node("table") is { } table)
        {
            lints.Raise(MappingLints.BadValue, table, "table", "table + json", new Said("one of them", "二者只能有一个"));
        }

        var converters = new ChainBuilder(lints, locale, enums, words);
        var fields = new FieldBuilder(lints, check, converters, contract, isJson).Build(root.Node("fields") as YamlSequenceNode);
        foreach (var (unused, node) in enums.Nodes.Where(e => !converters.UsedEnums.Contains(e.Key)))
        {
            lints.Raise(MappingLints.UnusedEnum, node, unused);
        }

        var lineFields = fields.Where(f => f.Target.IsLine).ToArray();
        if (lineFields.Length == 0 && root.Node("fields") is { } list)
        {
            lints.Raise(MappingLints.NoLines, list);
        }

        var json = Child(root, "json");
        return new MappingPlan
        {
            Name = name,
            Version = root.Text("version") ?? "",
            File = file,
            Contract = contract,
            Words = words,
            Match = BuildMatch(Child(root, "match"), isJson),
            Table = BuildTable(Child(root, "table"), fields),
            IsJson = isJson,
            JsonOrders = BuildOrdersPath(json),
            JsonLines = JsonLines.Find(lineFields, lints),
            OrderFields = [.. fields.Where(f => !f.Target.IsLine)],
            LineFields = lineFields,
            Tests = new TestBuilder(lints, check, Path.GetDirectoryName(file), isJson).Build(root.Node("tests") as YamlSequenceNode),
        };
    }

    private YamlObject? Child(YamlObject parent, string key, DeclaredKey? declared = null) =>
        parent.Node(key) is { } node ? check.Object(node, (declared ?? Root).Keys.First(k => k.Name == key)) : null;

    private string CheckName(YamlObject root)
    {
        var name = root.Text("mapping") ?? "";
        if (name.Length > 0)
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            if (!char.IsAsciiLetterLower(name[0]) || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') || name.Length > 64)
            {
                lints.Raise(MappingLints.BadName, root.Node("mapping")!, name, "is not kebab-case", "不是小写加连字符");
            }
            else if (stem.Length > 0 && stem != name && stem != "-")
            {
                lints.Raise(MappingLints.BadName, root.Node("mapping")!, name, $"is not the file's name “{stem}”", $"与文件名“{stem}”不同");
            }
        }

        return name;
    }

    private static Contract BuildContract(YamlObject? contract) => new(
        Mode(contract?.Text("fields"), ContractMode.Evolve),
        Mode(contract?.Text("types"), ContractMode.DeadLetter),
        Mode(contract?.Text("rows"), ContractMode.DeadLetter));

    private static ContractMode Mode(string? word, ContractMode otherwise) => word switch
    {
        "evolve" => ContractMode.Evolve,
        "discard" => ContractMode.Discard,
        "dead_letter" => ContractMode.DeadLetter,
        "freeze" => ContractMode.Freeze,
        _ => otherwise,
    };

    private MatchPlan? BuildMatch(YamlObject? match, bool isJson)
    {
        if (match is null)
        {
            return null;
        }

        var plan = new MatchPlan(
            match.Texts("sender"), match.Texts("file"), match.Texts("sheet"), [.. match.Texts("headers").Select(TextKey.Of)], match.Texts("channel"));
        foreach (var scalar in match.Scalars("sender").Concat(match.Scalars("file")).Concat(match.Scalars("sheet")))
        {
            if (scalar.Value!.Trim('*', '?', '@', '.', ' ').Length == 0)
            {
                lints.Raise(MappingLints.BadMatch, scalar, $"the pattern “{scalar.Value}” fits everything", $"模式“{scalar.Value}”匹配一切");
            }
        }

        var identifies = plan.Senders.Count + plan.Files.Count + plan.Headers.Count > 0 || (isJson && plan.Channels.Count > 0);
        if (!identifies)
        {
            lints.Raise(MappingLints.BadMatch, match.Mark, "nothing in it tells one document from another", "其中没有能区分单据的条件");
        }

        return plan;
    }

    private TablePlan BuildTable(YamlObject? table, IReadOnlyList<FieldPlan> fields)
    {
        var number = fields.FirstOrDefault(f => f.Path == "orderNumber");
        var groups = number is { FromColumn: true } ? number.Sources.Where(s => s.IsColumn).Take(1).ToList() : [];
        if (table is null)
        {
            return new TablePlan { GroupBy = groups };
        }

        foreach (var (scalar, at) in table.Scalars("groupBy").Select((s, i) => (s, i)))
        {
            var source = SourceExpression.ParseTable(scalar.Value!, out var why);
            if (source is not { IsColumn: true })
            {
                why = source is null ? why : ("orders are grouped by columns only", "只能按列分组");
                lints.Raise(MappingLints.BadSource, scalar, scalar.Value, why.En, why.Zh);
                continue;
            }

            if (at == 0)
            {
                groups = [];
            }

            groups.Add(source);
        }

        var header = Child(table, "header", Root.Keys.First(k => k.Name == "table"));
        return new TablePlan
        {
            Sheets = table.Texts("sheet"),
            HeaderKeys = header is null ? [] : [.. header.Texts("words").Select(TextKey.Of)],
            HeaderRow = header?.Number("row"),
            HeaderRows = Math.Clamp(header?.Number("rows") ?? 1, 1, 5),
            GroupBy = groups,
            Until = [.. table.Texts("until").Select(TextKey.Of)],
        };
    }

    private JsonPath? BuildOrdersPath(YamlObject? json)
    {
        if (json?.Text("orders") is not { } text)
        {
            return null;
        }

        if (JsonPath.Parse(text) is { } path)
        {
            return path;
        }

        lints.Raise(MappingLints.BadSource, json.Node("orders")!, text, "it is no path of members, indexes and [*]", "不是由成员、下标与 [*] 组成的路径");
        return null;
    }
}
