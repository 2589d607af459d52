using System.Globalization;
using System.Net;
using IntegrationHub.Adapters.Secrets;

namespace IntegrationHub.Functions.Composition;

/// <summary>Puts the options together: defaults, then <c>hub.yaml</c> of the data folder, then the environment, then the command line.</summary>
internal sealed class OptionsLoader
{
    private readonly List<OptionsViolation> _violations = [];
    private HubOptions _options;

    private OptionsLoader(string data) => _options = new HubOptions { Data = data };

    /// <summary>Loads and validates.</summary>
    /// <param name="data"><c>--data</c>; null where not given.</param>
    /// <param name="port"><c>--port</c>; null where not given.</param>
    /// <param name="bind"><c>--bind</c>; null where not given.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="InvalidOptionsException">Names every violation.</exception>
    public static HubOptions Load(string? data, int? port, string? bind, Func<string, string?> environment)
    {
        var loader = new OptionsLoader(DataFolder(data, environment));
        loader.ApplyFile();
        loader.Apply("HUB_PORT", "port", environment("HUB_PORT"));
        loader.Apply("HUB_BIND", "bind", environment("HUB_BIND"));
        loader.Apply("HUB_ACCEPT_AT", "understanding.acceptAt", environment("HUB_ACCEPT_AT"));
        loader.Apply("HUB_TIME_ZONE", "business.timeZone", environment("HUB_TIME_ZONE"));
        loader.Apply("HUB_STORE", "store.kind", environment("HUB_STORE"));
        loader.Apply("HUB_STORE_CONNECTION", "store.connection", environment("HUB_STORE_CONNECTION"));
        loader.Apply("HUB_STORE_PASSWORD", "store.password", environment("HUB_STORE_PASSWORD"));
        loader.Apply("HUB_STORE_CHECKPOINT_KEY", "store.checkpointKey", environment("HUB_STORE_CHECKPOINT_KEY"));
        loader.Apply("HUB_BUS", "bus.kind", environment("HUB_BUS"));
        loader.Apply("HUB_BUS_ENDPOINT", "bus.endpoint", environment("HUB_BUS_ENDPOINT"));
        loader.Apply("HUB_BUS_KEY_NAME", "bus.keyName", environment("HUB_BUS_KEY_NAME"));
        loader.Apply("HUB_BUS_KEY", "bus.key", environment("HUB_BUS_KEY"));
        loader.Apply("HUB_BUS_AUTHORITY", "bus.authority", environment("HUB_BUS_AUTHORITY"));
        loader.Apply("HUB_BUS_CLIENT_ID", "bus.clientId", environment("HUB_BUS_CLIENT_ID"));
        loader.Apply("--port", "port", port?.ToString(CultureInfo.InvariantCulture));
        loader.Apply("--bind", "bind", bind);

        var key = environment("HUB_API_KEY");
        loader._options = loader._options with { ApiKey = string.IsNullOrEmpty(key) ? null : key };
        loader.CheckExposure();
        loader.CheckStore();
        loader.CheckBus();
        return loader._violations.Count == 0 ? loader._options : throw new InvalidOptionsException(loader._violations);
    }

    private static string DataFolder(string? data, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(data))
        {
            return Path.GetFullPath(data);
        }

        return environment("HUB_DATA") is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "integration-hub");
    }

    private void ApplyFile()
    {
        var path = Path.Combine(_options.Data, "hub.yaml");
        if (!File.Exists(path))
        {
            return;
        }

        foreach (var setting in OptionsFile.Read(path, _violations))
        {
            Apply($"hub.yaml:{setting.Line}:{setting.Column} {setting.Path}", setting.Path, setting.Value);
        }
    }

    private void Apply(string source, string setting, string? value)
    {
        if (value is null)
        {
            return;
        }

        switch (setting)
        {
            case "port":
                if (Whole(source, value, 0, 65535) is { } port)
                {
                    _options = _options with { Port = (int)port };
                }

                break;
            case "bind":
                if (value == "localhost" || IPAddress.TryParse(value, out _))
                {
                    _options = _options with { Bind = value == "localhost" ? "127.0.0.1" : value };
                }
                else
                {
                    Complain(source, $"'{value}' is not an IP address", $"“{value}”不是 IP 地址");
                }

                break;
            case "understanding.acceptAt":
                if (decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var acceptAt) && acceptAt is >= 0 and <= 1)
                {
                    _options = _options with { AcceptAt = acceptAt };
                }
                else
                {
                    Complain(source, $"'{value}' is not a number from 0 to 1", $"“{value}”不是 0 到 1 之间的数");
                }

                break;
            case "business.timeZone":
                if (TimeZoneInfo.TryFindSystemTimeZoneById(value, out _))
                {
                    _options = _options with { TimeZone = value };
                }
                else
                {
                    Complain(source, $"'{value}' is not a time zone this machine knows, e.g. Asia/Shanghai", $"本机不认识时区“{value}”,例如 Asia/Shanghai");
                }

                break;
            case "limits.upload":
                _options = Size(source, value) is { } upload ? _options with { MaxUploadBytes = upload } : _options;
                break;
            case "limits.order":
                _options = Size(source, value) is { } order ? _options with { MaxOrderBytes = order } : _options;
                break;
            case "limits.memory":
                _options = Size(source, value) is { } memory ? _options with { Reading = _options.Reading with { MemoryBytes = memory } } : _options;
                break;
            case "limits.uncompressed":
                _options = Size(source, value) is { } inflated
                    ? _options with { Reading = _options.Reading with { MaxUncompressedBytes = inflated } }
                    : _options;
                break;
            case "limits.request":
                _options = Seconds(source, value) is { } request ? _options with { RequestTimeout = request } : _options;
                break;
            case "limits.reading":
                _options = Seconds(source, value) is { } reading ? _options with { Reading = _options.Reading with { BaseTime = reading } } : _options;
                break;
            case "store.kind" or "store.connection" or "store.password" or "store.checkpointKey":
                ApplyStore(source, setting, value.Trim());
                break;
            case "bus.kind" or "bus.endpoint" or "bus.keyName" or "bus.key" or "bus.authority" or "bus.clientId":
                ApplyBus(source, setting, value.Trim());
                break;
            default:
                Complain(
                    source,
                    "unknown setting; known: port, bind, understanding.acceptAt, business.timeZone, limits.upload|order|memory|uncompressed|request|reading, "
                    + "store.kind|connection|password|checkpointKey, bus.kind|endpoint|keyName|key|authority|clientId",
                    "未知的设置;可用:port、bind、understanding.acceptAt、business.timeZone、limits.upload|order|memory|uncompressed|request|reading、"
                    + "store.kind|connection|password|checkpointKey、bus.kind|endpoint|keyName|key|authority|clientId");
                break;
        }
    }

    private void ApplyStore(string source, string setting, string value)
    {
        var store = _options.Store;
        switch (setting)
        {
            case "store.kind" when value is "sqlite" or "postgres":
                store = store with { Kind = value == "postgres" ? StoreKind.Postgres : StoreKind.Sqlite };
                break;
            case "store.kind":
                Complain(source, $"'{value}' is neither sqlite nor postgres", $"“{value}”既不是 sqlite 也不是 postgres");
                break;
            case "store.password" when value == "entra":
                store = store with { Entra = true, Password = null };
                break;
            default:
                if (SecretReference.TryParse(value) is not { } reference)
                {
                    // What stands there may be the secret itself: it is not repeated.
                    Complain(source, $"name where it is, {SecretReference.Forms}, never the secret itself", $"请写其位置 {SecretReference.FormsZh},不要写机密本身");
                }
                else if (reference.InVault is null && reference.Resolve() is null)
                {
                    Complain(source, $"there is nothing at {reference}", $"{reference} 处没有内容");
                }
                else
                {
                    store = setting switch
                    {
                        "store.connection" => store with { Connection = reference },
                        "store.password" => store with { Password = reference, Entra = false },
                        _ => store with { CheckpointKey = reference },
                    };
                }

                break;
        }

        _options = _options with { Store = store };
    }

    private void CheckStore()
    {
        if (_options.Store is { Kind: StoreKind.Postgres, Connection: null } && !_violations.Exists(violation => violation.Path.Contains("connection", StringComparison.OrdinalIgnoreCase)))
        {
            Complain("store.connection", $"missing: where the connection string of the database is, {SecretReference.Forms}", $"缺少:数据库连接串的位置,{SecretReference.FormsZh}");
        }
    }

    private void ApplyBus(string source, string setting, string value)
    {
        var bus = _options.Bus;
        switch (setting)
        {
            case "bus.kind" when value is "embedded" or "servicebus":
                bus = bus with { Kind = value == "servicebus" ? BusKind.ServiceBus : BusKind.Embedded };
                break;
            case "bus.kind":
                Complain(source, $"'{value}' is neither embedded nor servicebus", $"“{value}”既不是 embedded 也不是 servicebus");
                break;
            case "bus.endpoint" when Address(value.StartsWith("sb://", StringComparison.OrdinalIgnoreCase) ? "https" + value[2..] : value) is { } endpoint:
                bus = bus with { Endpoint = endpoint };
                break;
            case "bus.authority" when Address(value) is { } authority:
                bus = bus with { Authority = authority };
                break;
            case "bus.endpoint" or "bus.authority":
                Complain(
                    source, $"'{value}' is not an https address such as https://contoso.servicebus.windows.net/ (http on loopback only)",
                    $"“{value}”不是 https 地址,例如 https://contoso.servicebus.windows.net/(仅本机可用 http)");
                break;
            case "bus.key" when SecretReference.TryParse(value) is { } key:
                bus = bus with { Key = key };
                break;
            case "bus.key":
                // What stands there may be the secret itself: it is not repeated.
                Complain(source, $"name where the key is, {SecretReference.Forms}, never the key itself", $"请写密钥的位置 {SecretReference.FormsZh},不要写密钥本身");
                break;
            case "bus.keyName":
                bus = bus with { KeyName = value };
                break;
            default:
                bus = bus with { ClientId = value };
                break;
        }

        _options = _options with { Bus = bus };
    }

    private void CheckBus()
    {
        if (_options.Bus is { Kind: BusKind.ServiceBus, Endpoint: null } && !_violations.Exists(violation => violation.Path.Contains("endpoint", StringComparison.OrdinalIgnoreCase)))
        {
            Complain("bus.endpoint", "missing: the address of the Service Bus namespace", "缺少:Service Bus 命名空间的地址");
        }

        if (_options.Bus is { KeyName: null, Key: not null } or { KeyName: not null, Key: null } && !_violations.Exists(violation => violation.Path.Contains("key", StringComparison.OrdinalIgnoreCase)))
        {
            Complain(
                "bus.keyName, bus.key", "both or neither: with neither the hub uses its Entra identity",
                "二者须同时设置或同时省略:省略时枢纽使用其 Entra 身份");
        }
    }

    // Without TLS a token could be read on the way.
    private static Uri? Address(string value) =>
        Uri.TryCreate(value.EndsWith('/') ? value : value + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0
            ? address
            : null;

    private void CheckExposure()
    {
        if (IPAddress.TryParse(_options.Bind, out var address) && !IPAddress.IsLoopback(address) && _options.ApiKey is null)
        {
            Complain(
                "bind",
                $"{_options.Bind} can be reached from other machines; set HUB_API_KEY or bind to 127.0.0.1",
                $"{_options.Bind} 可被其他机器访问:请设置 HUB_API_KEY,或绑定 127.0.0.1");
        }

        if (_options.ApiKey is { Length: < 16 })
        {
            Complain("HUB_API_KEY", "shorter than 16 characters", "少于 16 个字符");
        }
    }

    private long? Whole(string source, string value, long least, long most)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Complain(source, $"'{value}' is not a whole number from {least} to {most}", $"“{value}”不是 {least} 到 {most} 的整数");
        return null;
    }

    private long? Size(string source, string value)
    {
        var text = value.Trim();
        var shift = text.ToUpperInvariant() switch
        {
            [.., 'K', 'B'] => 10,
            [.., 'M', 'B'] => 20,
            [.., 'G', 'B'] => 30,
            _ => -1,
        };
        if (shift > 0 && long.TryParse(text.AsSpan(0, text.Length - 2).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1L << 20)
        {
            return number << shift;
        }

        Complain(source, $"'{value}' is not a size such as 64MB (KB, MB, GB)", $"“{value}”不是大小,例如 64MB(KB、MB、GB)");
        return null;
    }

    private TimeSpan? Seconds(string source, string value)
    {
        var text = value.Trim();
        if (text.EndsWith('s') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= 86400)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Complain(source, $"'{value}' is not a duration in seconds such as 30s", $"“{value}”不是以秒计的时长,例如 30s");
        return null;
    }

    private void Complain(string path, string en, string zh) => _violations.Add(new OptionsViolation(path, en, zh));
}
