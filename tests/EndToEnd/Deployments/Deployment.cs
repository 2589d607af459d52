using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Tests.Storage.Postgres;

namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>The product as it is deployed somewhere: what tests of the main job are written against, whatever store, bus and host there are.</summary>
internal abstract class Deployment : IAsyncDisposable
{
    // Machines of a loaded test run may stand still for long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Instances at work; they are killed by their numbers from 0 on.</summary>
    public abstract int Instances { get; }

    /// <summary>Starts one of a kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="shop">Becomes the account <c>partner</c> that is due every other second.</param>
    /// <param name="database">Its database, if it has any; the deployment's own when null.</param>
    public static async Task<Deployment> StartAsync(DeploymentKind kind, IRunningDouble? shop = null, TempDatabase? database = null) => kind switch
    {
        DeploymentKind.OneFile => await FileDeployment.StartAsync(shop),
        DeploymentKind.OneDatabase => await DatabaseDeployment.StartAsync(shop, database),
        _ => await FunctionsDeployment.StartAsync(shop, database),
    };

    /// <summary>kill -9, with whatever the instance started; something like it is at work again when the task ends.</summary>
    public abstract Task KillAsync(int instance);

    /// <summary>Lets the clock's triggers be called where they are not by themselves.</summary>
    public virtual Task TickAsync() => Task.CompletedTask;

    /// <summary>Somebody puts a message on the bus's queue of documents.</summary>
    public abstract Task PutStrayAsync(string id, string body);

    /// <summary>Runs the command line on the deployment's store.</summary>
    public abstract Task<HubRun> HubAsync(params string[] arguments);

    /// <summary>Every delivery so far to somebody who follows the orders. Where nobody can subscribe, the cards' logs are what is followed.</summary>
    public virtual async Task<IReadOnlyList<PublishedEvent>> PublishedAsync()
    {
        var events = new List<PublishedEvent>();
        foreach (var order in await OrdersAsync())
        {
            var id = order.GetProperty("id").GetGuid();
            events.AddRange((await GetAsync($"orders/{id}")).GetProperty("events").EnumerateArray().Select(entry => new PublishedEvent(
                CloudEvent.MessageId(id, entry.GetProperty("sequence").GetInt32()), CloudEvent.TypePrefix + entry.GetProperty("type").GetString(), entry.GetRawText())));
        }

        return events;
    }

    /// <summary>What the instances said last, for the message of a test that failed.</summary>
    public abstract string Trace();

    /// <summary>One answer; throws where the instance is gone.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(NextAddress(), "api/v1/" + path)) { Content = content };
        Sign(request);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _http.SendAsync(request, cancellation);
    }

    /// <summary>Posts order/v1.</summary>
    public Task<HttpResponseMessage> PostOrderAsync(string json, string query = "", string? key = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, "orders" + query, new StringContent(json, Encoding.UTF8, "application/json"), key, cancellation);

    /// <summary>Posts a file.</summary>
    public Task<HttpResponseMessage> PostFileAsync(string name, byte[] content, string query = "", string? key = null, string path = "files", CancellationToken cancellation = default)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return SendAsync(
            HttpMethod.Post, path + query, new MultipartFormDataContent { { file, "file", name }, { new StringContent("buyer@example.test"), "sender" } }, key, cancellation);
    }

    /// <summary>The body of an answer that must be a success.</summary>
    public async Task<JsonElement> TakeAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}\n{Trace()}");
    }

    /// <summary>What a path answers.</summary>
    public Task<JsonElement> GetAsync(string path) => TakeAsync(SendAsync(HttpMethod.Get, path));

    /// <summary>All cards, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> OrdersAsync(string query = "")
    {
        var orders = new List<JsonElement>();
        for (string? next = ""; next is not null;)
        {
            var page = await GetAsync($"orders?limit=1000{query}{(next.Length > 0 ? "&after=" + next : "")}");
            orders.AddRange(page.GetProperty("orders").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return orders;
    }

    /// <summary>The cards of one order number.</summary>
    public Task<IReadOnlyList<JsonElement>> CardsAsync(string number) => OrdersAsync("&orderNumber=" + number);

    /// <summary>Waits until something holds, calling the clock's triggers meanwhile.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"{what}\n{Trace()}");
            }

            await TickAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Waits until nothing is under way: no document unfinished, nothing to be sent.</summary>
    public Task IdleAsync() => UntilAsync(IsIdleAsync, "work stays unfinished");

    public virtual async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await ValueTask.CompletedTask;
        GC.SuppressFinalize(this);
    }

    /// <summary>An account file for a shop that is due every other second.</summary>
    protected static string AccountFile(IRunningDouble shop) =>
        $"connector: csv-over-http\nschedule: \"0/2 * * * * ?\"\noptions:\n  url: {shop.Options["url"]}\n  user: {shop.Options["user"]}\n  password: {shop.Options["password"]}\n";

    /// <summary>Puts the shop's account into a data folder, and what it needs into the environment.</summary>
    protected static void AddShop(TempFolder folder, IRunningDouble? shop)
    {
        if (shop is null)
        {
            return;
        }

        folder.Write("data/accounts/partner.yaml", AccountFile(shop));
        foreach (var (name, value) in shop.GoodSecrets)
        {
            folder.Environment[name] = value;
        }
    }

    /// <summary>Where the next request goes; ends with <c>/hub/</c>.</summary>
    protected abstract Uri NextAddress();

    /// <summary>Adds what lets a request in.</summary>
    protected virtual void Sign(HttpRequestMessage request)
    {
    }

    /// <summary>What the health page answers, with its status.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(NextAddress(), "health/ready"));
        Sign(request);
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>True where nothing is under way.</summary>
    protected virtual async Task<bool> IsIdleAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(NextAddress(), "metrics"));
        Sign(request);
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        var metrics = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK
            && metrics.Contains("\nhub_documents_open 0\n", StringComparison.Ordinal) && metrics.Contains("\nhub_outbox 0\n", StringComparison.Ordinal);
    }
}
