using System.Globalization;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Sync.Accounts;

/// <summary>Reads one account file and says everything that is wrong with it at once, each at its line and column.</summary>
internal sealed class AccountFile(
    string file, Func<string, ConnectorDescriptor?> find, IReadOnlyList<string> connectors, Func<string, string?> cron)
{
    private static readonly string[] Known = ["account", "connector", "enabled", "schedule", "sweep", "from", "pageSize", "mapping", "options", "token"];

    private readonly string _name = Path.GetFileNameWithoutExtension(file);

    /// <summary>What is wrong.</summary>
    public List<AccountViolation> Violations { get; } = [];

    /// <summary>The account; null where the file is wrong.</summary>
    public Account? Read()
    {
        if (Root() is not { } root)
        {
            return null;
        }

        foreach (var key in root.Children.Keys.Where(key => !Known.Contains($"{key}")))
        {
            Complain(key, $"{key}", $"unknown setting; known: {string.Join(", ", Known)}", $"未知的设置;可用:{string.Join("、", Known)}");
        }

        CheckName(root);
        if (Connector(root) is not { } connector)
        {
            return null;
        }

        var plain = new Account { Name = _name, Connector = connector, Options = Options(root, connector) };
        var account = plain with
        {
            Token = Token(root, connector),
            Enabled = Text(root, "enabled") is not { } enabled || Flag(root, enabled),
            Schedule = Cron(root, "schedule", plain.Schedule),
            Sweep = Cron(root, "sweep", plain.Sweep),
            From = Text(root, "from") is { } from ? Instant(root, "from", from) : null,
            PageSize = PageSize(root, connector),
            Mapping = Text(root, "mapping"),
        };
        return Violations.Count == 0 ? account : null;
    }

    private YamlMappingNode? Root()
    {
        try
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(YamlText.Parser(reader));
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }, ..])
            {
                return root;
            }

            Violations.Add(new AccountViolation(Place(1, 1, ""), "the file is empty; it needs 'connector' and 'options'", "文件为空;需要 connector 与 options"));
        }
        catch (YamlException broken)
        {
            Violations.Add(new AccountViolation(Place(broken.Start.Line, broken.Start.Column, ""), $"not YAML: {broken.Message}", $"不是有效的 YAML:{broken.Message}"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Violations.Add(new AccountViolation(file, $"cannot be read: {unreadable.Message}", $"无法读取:{unreadable.Message}"));
        }

        return null;
    }

    private void CheckName(YamlMappingNode root)
    {
        if (_name.Length > 60 || !_name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            Complain(root, "", "the file's name, which is the account's, may hold a-z, 0-9 and - only", "文件名即账户名,只能包含 a-z、0-9 和 -");
        }

        if (Text(root, "account") is { } stated && stated != _name)
        {
            Complain(Child(root, "account")!, "account", $"'{stated}' differs from the file's name '{_name}'", $"“{stated}”与文件名“{_name}”不一致");
        }
    }

    private ConnectorDescriptor? Connector(YamlMappingNode root)
    {
        var named = Text(root, "connector");
        if (named is not null && find(named) is { } connector)
        {
            return connector;
        }

        var known = string.Join(", ", connectors);
        Complain(
            Child(root, "connector") ?? root, "connector",
            named is null ? $"is missing; one of: {known}" : $"there is no connector '{named}'; one of: {known}",
            named is null ? $"缺失;可用:{known}" : $"没有连接器“{named}”;可用:{known}");
        return null;
    }

    private object Options(YamlMappingNode root, ConnectorDescriptor connector)
    {
        var options = Activator.CreateInstance(connector.OptionsType)!;
        var settings = OptionsBinder.Settings(connector.OptionsType);
        var written = Section(root, "options");
        foreach (var (key, node) in written?.Children.AsEnumerable() ?? [])
        {
            var path = $"options.{key}";
            if (settings.FirstOrDefault(s => s.Name == $"{key}") is not { } setting)
            {
                var names = string.Join(", ", settings.Select(s => s.Name));
                Complain(key, path, $"unknown option of {connector.Id}; known: {names}", $"{connector.Id} 没有此选项;可用:{names}");
            }
            else if (Texts(node) is not { } texts)
            {
                Complain(node, path, $"must be {setting.KindEn}", $"应为{setting.KindZh}");
            }
            else if (OptionsBinder.Set(options, setting, texts) is var (en, zh))
            {
                Complain(node, path, en, zh);
            }
        }

        foreach (var missing in settings.Where(s => s.Required && (written is null || Child(written, s.Name) is null)))
        {
            Complain(written ?? root, $"options.{missing.Name}", $"is missing: {missing.Text?.En}", $"缺失:{missing.Text?.Zh}");
        }

        return options;
    }

    private TokenSeed? Token(YamlMappingNode root, ConnectorDescriptor connector)
    {
        var section = Section(root, "token");
        if (!connector.Auth.NeedsToken)
        {
            if (section is not null)
            {
                Complain(section, "token", $"{connector.Id} needs no token", $"{connector.Id} 不需要令牌");
            }

            return null;
        }

        if (section is null)
        {
            Complain(root, "token", "is missing: access (secret reference), refresh where the platform gives one, expires", "缺失:access(密钥引用)、refresh(平台提供时)、expires");
            return null;
        }

        foreach (var key in section.Children.Keys.Where(key => $"{key}" is not ("access" or "refresh" or "expires")))
        {
            Complain(key, $"token.{key}", "unknown setting; known: access, refresh, expires", "未知的设置;可用:access、refresh、expires");
        }

        var access = Secret(section, "access", required: true);
        var refresh = Secret(section, "refresh", required: false);
        var expires = Text(section, "expires") is { } at ? Instant(section, "expires", at, "token.") : null;
        return access is { } token ? new TokenSeed(token, refresh, expires) : null;
    }

    private SecretRef? Secret(YamlMappingNode section, string name, bool required)
    {
        if (Text(section, name) is not { } text)
        {
            if (required)
            {
                Complain(section, $"token.{name}", "is missing: env:NAME, file:PATH or keyvault:HOST/NAME", "缺失:env:NAME、file:PATH 或 keyvault:HOST/NAME");
            }

            return null;
        }

        if (SecretRef.TryParse(text, out var reference))
        {
            return reference;
        }

        Complain(Child(section, name)!, $"token.{name}", "a secret does not belong here; write env:NAME, file:PATH or keyvault:HOST/NAME", "密钥不得写在此处;请写 env:NAME、file:PATH 或 keyvault:HOST/NAME");
        return null;
    }

    private string? Cron(YamlMappingNode root, string name, string? standard)
    {
        if (Text(root, name) is not { } text)
        {
            return standard;
        }

        if (text is "off" or "never")
        {
            return null;
        }

        if (cron(text) is { } wrong)
        {
            Complain(Child(root, name)!, name, $"'{text}' is no cron expression such as \"0 */5 * * * ?\", nor off: {wrong}", $"“{text}”不是 cron 表达式(例如 \"0 */5 * * * ?\"),也不是 off:{wrong}");
        }

        return text;
    }

    private int? PageSize(YamlMappingNode root, ConnectorDescriptor connector)
    {
        if (Text(root, "pageSize") is not { } text)
        {
            return null;
        }

        var most = connector.Streams.Count == 0 ? 1 : connector.Streams.Min(s => s.MaxPageSize);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 && size <= most)
        {
            return size;
        }

        Complain(Child(root, "pageSize")!, "pageSize", $"'{text}' is not a whole number from 1 to {most}", $"“{text}”不是 1 到 {most} 的整数");
        return null;
    }

    private bool Flag(YamlMappingNode root, string text)
    {
        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Complain(Child(root, "enabled")!, "enabled", $"'{text}' is not true or false", $"“{text}”不是 true 或 false");
        return false;
    }

    private DateTimeOffset? Instant(YamlMappingNode at, string name, string text, string prefix = "")
    {
        // Without an offset nobody knows whose midnight is meant, and hours of orders hang on it.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && text is [_, _, _, _, '-', ..]
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var clock) && clock.Kind != DateTimeKind.Unspecified)
        {
            return instant.ToUniversalTime();
        }

        Complain(Child(at, name)!, prefix + name, $"'{text}' is not an instant such as 2026-11-01T00:00:00+08:00", $"“{text}”不是时刻,例如 2026-11-01T00:00:00+08:00");
        return null;
    }

    private YamlMappingNode? Section(YamlMappingNode root, string name)
    {
        switch (Child(root, name))
        {
            case null:
            case YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode section:
                return section;
            case var other:
                Complain(other, name, "must be a section with settings of its own", "应为一节设置");
                return null;
        }
    }

    private string? Text(YamlMappingNode map, string name)
    {
        switch (Child(map, name))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case YamlScalarNode:
                return null;
            case var other:
                Complain(other, name, "must be a single value", "应为单个值");
                return null;
        }
    }

    private static YamlNode? Child(YamlMappingNode map, string name) => map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static IReadOnlyList<string>? Texts(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode list when list.Children.All(c => c is YamlScalarNode) => [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "")],
        _ => null,
    };

    private void Complain(YamlNode at, string setting, string en, string zh) =>
        Violations.Add(new AccountViolation(Place(at.Start.Line, at.Start.Column, setting), en, zh));

    private string Place(long line, long column, string setting) =>
        string.Create(CultureInfo.InvariantCulture, $"accounts/{Path.GetFileName(file)}:{line}:{column} {setting}").TrimEnd();
}
