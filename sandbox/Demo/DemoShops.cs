using System.Globalization;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.CsvOverHttp;
using IntegrationHub.Sandbox.Doubles.Jd;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;

namespace IntegrationHub.Sandbox.Demo;

/// <summary>
/// Two invented shops and a partner's export on free ports of the loopback interface, with accounts for them in a hub's data folder.
/// Started again with the same beginning, they show the same orders, so that a demo can be stopped and go on.
/// </summary>
internal sealed class DemoShops : IAsyncDisposable
{
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Future = TimeSpan.FromDays(7);
    private static readonly TimeSpan ExportEvery = TimeSpan.FromSeconds(90);

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _since;
    private readonly List<(string Account, string Title, string Connector, IRunningDouble Double)> _shops = [];

    private DemoShops(TimeProvider clock, DateTimeOffset since) => (_clock, _since) = (clock, since);

    /// <summary>What runs: account, name, address.</summary>
    public IEnumerable<(string Account, string Title, Uri Address)> Running => _shops.Select(shop => (shop.Account, shop.Title, shop.Double.BaseUrl));

    /// <summary>Starts them.</summary>
    /// <param name="clock">Their clock.</param>
    /// <param name="since">When the demo was first started.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<DemoShops> StartAsync(TimeProvider clock, DateTimeOffset since, CancellationToken cancellation)
    {
        var shops = new DemoShops(clock, DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds()));
        var tea = new TopDouble(
            new Shop(shops.Plan(ShopHabits.Taobao, TimeSpan.FromSeconds(45))), new TopSetup { CallsPerSecond = 10, AppSecret = Secret() }, clock);
        var tools = new JdDouble(
            new Shop(shops.Plan(ShopHabits.Jd, TimeSpan.FromSeconds(60))), new JdSetup { CallsPerSecond = 5, AppSecret = Secret() }, clock);
        shops._shops.Add((
            "demo-taobao", "示例茶铺旗舰店(淘宝)", "taobao",
            await RunningShop.StartAsync(tea, address => TaobaoDouble.Account(tea, address), cancellation)));
        shops._shops.Add((
            "demo-jd", "示例五金专营店(京东)", "jd",
            await RunningShop.StartAsync(tools, address => JdShopDouble.Account(tools, address), cancellation)));
        shops._shops.Add(("demo-partner", "示例伙伴订单导出(CSV)", "csv-over-http", await new CsvOverHttpDouble().StartAsync(clock, cancellation)));
        return shops;
    }

    /// <summary>Writes the accounts; what is secret goes into files that only their owner reads.</summary>
    /// <param name="data">The hub's data folder.</param>
    public void WriteAccounts(string data)
    {
        var secrets = Directory.CreateDirectory(Path.Combine(data, "demo", "secrets")).FullName;
        foreach (var (account, title, connector, running) in _shops)
        {
            var lines = new List<string>
            {
                $"# {title}: invented, written by 'hub up --demo' and taken away when it stops",
                $"connector: {connector}",
                "schedule: \"0/20 * * * * ?\"",
                $"from: {(_since - Past).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
                "options:",
            };
            lines.AddRange(running.Options.Select(option => Setting(option, account, secrets)));
            if (running.Token.Count > 0)
            {
                lines.Add("token:");
                lines.AddRange(running.Token.Select(option => Setting(option, account, secrets)));
            }

            foreach (var (name, value) in running.GoodSecrets)
            {
                Write(SecretFile(secrets, account, name), value);
            }

            var file = Path.Combine(Directory.CreateDirectory(Path.Combine(data, "accounts")).FullName, account + ".yaml");
            File.WriteAllLines(file + ".part", lines);
            File.Move(file + ".part", file, overwrite: true);
        }
    }

    /// <summary>Lets orders come into the export until told to stop; the shops follow their own plan.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var export = _shops[^1].Double;
        for (var at = _since - Past; !stopping.IsCancellationRequested; at += ExportEvery)
        {
            if (at - _clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            export.Add(at, text: "示例订单 demo order");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in _shops)
        {
            await shop.Double.DisposeAsync();
        }
    }

    private ShopPlan Plan(ShopHabits habits, TimeSpan every) => new(
        (ulong)_since.ToUnixTimeSeconds(), (int)((Past + Future) / every), _since - Past, Past + Future, habits) { Haste = 200, ReplicationLag = 5 };

    private static string Setting(KeyValuePair<string, string> option, string account, string secrets) =>
        $"  {option.Key}: '{(option.Value.StartsWith("env:", StringComparison.Ordinal) ? "file:" + SecretFile(secrets, account, option.Value[4..]) : option.Value).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string SecretFile(string secrets, string account, string name) =>
        Path.Combine(secrets, string.Create(CultureInfo.InvariantCulture, $"{account}.{name}"));

    private static void Write(string file, string value)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(value);
    }

    private static string Secret() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
}
