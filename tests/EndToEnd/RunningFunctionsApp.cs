using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.ServiceBus;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>The real program under the double of the Functions host, with the double of Service Bus: an app folder as it would be deployed.</summary>
internal sealed class RunningFunctionsApp : IAsyncDisposable
{
    public const string ApiKey = "a-key-that-only-tests-know";
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly TempFolder _folder;

    private RunningFunctionsApp(TempFolder folder, ServiceBusDouble bus, FunctionsHostDouble host) => (_folder, Bus, Host) = (folder, bus, host);

    public static string Subscription { get; } = BusTopology.Subscription(BusTopology.Orders, "erp");

    public static BusTopology Topology { get; } = BusTopology.Default with
    {
        Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp"] },
        LockDuration = TimeSpan.FromSeconds(15),
    };

    public ServiceBusDouble Bus { get; }

    public FunctionsHostDouble Host { get; }

    /// <summary>Starts an app.</summary>
    /// <param name="instances">Instances from the start.</param>
    /// <param name="byTheClock">True to have timers called by their schedules.</param>
    /// <param name="prepare">Fills the folder and its environment before.</param>
    /// <param name="own">What an instance's environment has of its own, by its number.</param>
    public static async Task<RunningFunctionsApp> StartAsync(
        int instances = 1, bool byTheClock = false, Func<TempFolder, Task>? prepare = null, Func<TempFolder, int, IReadOnlyDictionary<string, string>>? own = null)
    {
        var folder = new TempFolder();
        ServiceBusDouble? bus = null;
        try
        {
            bus = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
            Deploy(folder);
            if (prepare is not null)
            {
                await prepare(folder);
            }

            var settings = new Dictionary<string, string>(folder.Environment)
            {
                // Plain HTTP on loopback, which the address of a namespace would not allow.
                ["ServiceBus__fullyQualifiedNamespace"] = "double.servicebus.windows.net",
                ["HUB_BUS_ENDPOINT"] = bus.Address.ToString(),
                ["HUB_BUS_KEY_NAME"] = ServiceBusUnderTest.KeyName,
                ["HUB_BUS_KEY"] = "env:TEST_BUS_KEY",
                ["TEST_BUS_KEY"] = ServiceBusUnderTest.Key,
                ["HUB_DATA"] = folder.At("data"),
                ["HUB_API_KEY"] = ApiKey,
            };
            return new RunningFunctionsApp(folder, bus, await FunctionsHostDouble.StartAsync(
                folder.At("app"), settings, bus, instances, byTheClock, own is null ? null : number => own(folder, number)));
        }
        catch
        {
            if (bus is not null)
            {
                await bus.DisposeAsync();
            }

            folder.Dispose();
            throw;
        }
    }

    /// <summary>Runs the command line beside the app, on its data.</summary>
    public Task<HubRun> HubAsync(params string[] arguments) => HubProgram.RunAsync(_folder, arguments);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, bool withKey = true)
    {
        var request = new HttpRequestMessage(method, new Uri(Host.Address, path)) { Content = content };
        if (withKey)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        }

        return await _http.SendAsync(request, default);
    }

    /// <summary>Posts an order sheet; gives what became of it, or of its reception.</summary>
    public async Task<string> PostSheetAsync(string number, string query = "")
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Sheet(number)), "file", number + ".csv" }, { new StringContent("buyer@example.test"), "sender" } };
        using var answer = await SendAsync(HttpMethod.Post, "hub/api/v1/files" + query, form);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}\n{Trace()}");
    }

    /// <summary>Events on the subscription, once there are so many and nothing is under way any more, so that a double would be seen too.</summary>
    public async Task<List<JsonElement>> CollectAsync(int least)
    {
        var events = new List<JsonElement>();
        for (var waited = 0; waited < 900; waited++)
        {
            while (Bus.Take(Subscription) is { } message)
            {
                events.Add(JsonDocument.Parse(message.Body).RootElement);
            }

            if (events.Count >= least && await IdleAsync() && Bus.Counts(Subscription).Active == 0)
            {
                return events;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"{events.Count} of {least} events\n{Trace()}");
    }

    /// <summary>What the handlers wrote and the bus was asked.</summary>
    public string Trace()
    {
        var text = new StringBuilder();
        foreach (var instance in Host.Instances)
        {
            text.AppendLine("--- handler").AppendJoin('\n', instance.Handler.Output.TakeLast(30)).AppendLine()
                .AppendLine("--- errors").AppendJoin('\n', instance.Handler.Errors.TakeLast(30)).AppendLine();
        }

        return text.AppendLine("--- bus").AppendJoin('\n', Bus.Requests.TakeLast(20)).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Bus.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> IdleAsync()
    {
        var (active, scheduled, _) = Bus.Counts(BusTopology.Documents);
        using var answer = await SendAsync(HttpMethod.Get, "hub/metrics");
        var metrics = await answer.Content.ReadAsStringAsync();
        return active + scheduled == 0
            && metrics.Contains("\nhub_documents_open 0\n", StringComparison.Ordinal) && metrics.Contains("\nhub_outbox 0\n", StringComparison.Ordinal);
    }

    private static void Deploy(TempFolder folder)
    {
        var from = Path.Combine(GeneratedFile.Root, "functions", "host");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = folder.At("app", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.CreateSymbolicLink(folder.At("app", "hub"), HubProgram.Path);
    }
}
