using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Client;

/// <summary>The hub that holds the store in another process, reached by its API.</summary>
internal sealed class RemoteHub : IHub
{
    private const int WaitSeconds = 600;
    private static readonly TimeSpan RunPoll = TimeSpan.FromMilliseconds(300);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly HubEndpoint _endpoint;

    public RemoteHub(HubEndpoint endpoint) => _endpoint = endpoint;

    /// <summary>True where a hub answers at the address with this data folder's key.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, "health/live", null, cancellation).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<ImportDocument> ImportAsync(ImportInput input, CancellationToken cancellation)
    {
        using var form = new MultipartFormDataContent();
        if (input.Sender is not null)
        {
            form.Add(new StringContent(input.Sender), "sender");
        }

        if (input.Mapping is not null)
        {
            form.Add(new StringContent(input.Mapping), "mapping");
        }

        await using var file = File.OpenRead(input.Path);
        form.Add(new StreamContent(file), "file", Path.GetFileName(input.Path));
        using var answer = await SendAsync(HttpMethod.Post, $"api/v1/files?wait={WaitSeconds}{(input.DryRun ? "&dryRun=true" : "")}", form, cancellation).ConfigureAwait(false);
        var document = answer.StatusCode == HttpStatusCode.Accepted
            ? await FollowAsync(answer, cancellation).ConfigureAwait(false)
            : await ReadAsync(answer, OrderJson.Wire.ImportDocument, cancellation).ConfigureAwait(false);
        return document with { Input = input.Input };
    }

    /// <summary>Goes on waiting for a document that took longer than one request may.</summary>
    private async Task<ImportDocument> FollowAsync(HttpResponseMessage receipt, CancellationToken cancellation)
    {
        using var accepted = JsonDocument.Parse(await receipt.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        var id = accepted.RootElement.GetProperty("documentId").GetString();
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, $"api/v1/documents/{id}?wait={WaitSeconds}", null, cancellation).ConfigureAwait(false);
            Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out var bytes);
            using var document = JsonDocument.Parse(bytes);
            switch (document.RootElement.GetProperty("state").GetString())
            {
                case "finished":
                    return document.RootElement.Deserialize(OrderJson.Wire.ImportDocument)!;
                case "parked":
                    throw new RefusedException("document-parked", $"document {id} is parked; see hub deadletters list", $"文档 {id} 已搁置,见 hub deadletters list");
            }
        }
    }

    public async IAsyncEnumerable<OrderEntry> OrdersAsync(OrderQuery query, bool all, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, "api/v1/orders" + OrderQueryText.Write(query), null, cancellation).ConfigureAwait(false);
            Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out var bytes);
            using var page = JsonDocument.Parse(bytes);
            foreach (var order in page.RootElement.GetProperty("orders").EnumerateArray())
            {
                yield return order.Deserialize(HubJson.Wire.OrderEntry)!;
            }

            if (!all || page.RootElement.GetProperty("next") is not { ValueKind: JsonValueKind.String } next)
            {
                yield break;
            }

            query = query with { After = next.GetGuid() };
        }
    }

    public async Task<long> CountOrdersAsync(OrderQuery query, CancellationToken cancellation)
    {
        var text = OrderQueryText.Write(query);
        var answer = await GetAsync($"api/v1/orders{text}{(text.Length == 0 ? "?" : "&")}count=true", HubJson.Wire.CountAnswer, cancellation).ConfigureAwait(false);
        return answer!.Count;
    }

    public async Task<IReadOnlyList<DocumentEntry>> DocumentsAsync(DocumentFilter filter, CancellationToken cancellation)
    {
        var query = $"?limit={filter.Limit}{(filter.WithoutOrders ? "&withoutOrders=true" : "")}{(filter.Outcome is { } outcome ? "&outcome=" + QueryText.Word<Outcome>(outcome) : "")}";
        return (await GetAsync("api/v1/documents" + query, HubJson.Wire.DocumentPage, cancellation).ConfigureAwait(false))!.Documents;
    }

    public async Task<VerbResult> DismissAsync(string document, DocumentVerb what, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, $"api/v1/documents/{Uri.EscapeDataString(document)}/dismiss", JsonContent.Create(what, HubJson.Wire.DocumentVerb), cancellation).ConfigureAwait(false);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return VerbResult.Unknown;
            case HttpStatusCode.Conflict:
                return VerbResult.NotAllowed;
            default:
                Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out _);
                return VerbResult.Done;
        }
    }

    public Task<OrderEntry?> OrderAsync(Guid id, CancellationToken cancellation) => GetAsync($"api/v1/orders/{id}", HubJson.Wire.OrderEntry, cancellation);

    public async Task<VerbAnswer> DecideAsync(string verb, Guid order, OrderVerb what, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"api/v1/orders/{order}/{verb}", JsonContent.Create(what, HubJson.Wire.OrderVerb), cancellation).ConfigureAwait(false);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return VerbAnswer.Of(VerbResult.Unknown);
            case HttpStatusCode.Conflict:
                return Conflict(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            default:
                Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out _);
                return VerbAnswer.Of(VerbResult.Done);
        }
    }

    private static VerbAnswer Conflict(byte[] body)
    {
        using var problem = JsonDocument.Parse(body);
        var (code, en, zh) = Read(problem);
        return new VerbAnswer(code == Decisions.NotAllowed ? VerbResult.NotAllowed : VerbResult.Refused, [new Finding(code, Severity.Hold, en, zh)]);
    }

    private static (string Code, string En, string Zh) Read(JsonDocument problem) => (
        problem.RootElement.GetProperty("code").GetString()!, problem.RootElement.GetProperty("title").GetString()!, problem.RootElement.GetProperty("detail").GetString()!);

    public async Task<IReadOnlyList<DeadLetterGroup>> DeadLetterSummaryAsync(DeadLetterQuery query, CancellationToken cancellation) =>
        await GetAsync("api/v1/deadletters/summary" + DeadLetterQueryText.Write(query), HubJson.Wire.IReadOnlyListDeadLetterGroup, cancellation).ConfigureAwait(false) ?? [];

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation) =>
        await GetAsync("api/v1/deadletters" + DeadLetterQueryText.Write(query), HubJson.Wire.IReadOnlyListDeadLetter, cancellation).ConfigureAwait(false) ?? [];

    public Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellation) => GetAsync($"api/v1/deadletters/{id}", HubJson.Wire.DeadLetter, cancellation);

    public Task<long> ReplayAsync(DeadLetterVerb what, CancellationToken cancellation) => CountAsync("api/v1/deadletters/replay", what, cancellation);

    public Task<long> DiscardAsync(DeadLetterVerb what, CancellationToken cancellation) => CountAsync("api/v1/deadletters/discard", what, cancellation);

    public async Task<bool> EditAsync(long id, DeadLetterVerb what, CancellationToken cancellation) =>
        await CountAsync($"api/v1/deadletters/{id}/edit", what, cancellation).ConfigureAwait(false) > 0;

    public async Task<ReferenceAnswer> LoadReferenceAsync(ReferenceTable? table, ReferenceMode mode, string path, CancellationToken cancellation)
    {
        using var form = new MultipartFormDataContent();
        await using var file = File.OpenRead(path);
        form.Add(new StreamContent(file), "file", Path.GetFileName(path));
        var which = table is null ? "" : "&table=" + QueryText.Word(table);
        using var answer = await SendAsync(HttpMethod.Post, $"api/v1/reference?mode={QueryText.Word<ReferenceMode>(mode)}{which}", form, cancellation).ConfigureAwait(false);
        return await ReadAsync(answer, HubJson.Wire.ReferenceAnswer, cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ReferenceStatus>> ReferenceAsync(CancellationToken cancellation) =>
        await GetAsync("api/v1/reference", HubJson.Wire.IReadOnlyListReferenceStatus, cancellation).ConfigureAwait(false) ?? [];

    public bool KeepsSchedules => true;

    public async Task<IReadOnlyList<AccountEntry>> AccountsAsync(CancellationToken cancellation) =>
        await GetAsync("api/v1/accounts", HubJson.Wire.IReadOnlyListAccountEntry, cancellation).ConfigureAwait(false) ?? [];

    public async Task<AccountHealth> CheckAccountAsync(string account, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"api/v1/accounts/{Uri.EscapeDataString(account)}/check", null, cancellation).ConfigureAwait(false);
        return await ReadAsync(answer, HubJson.Wire.AccountHealth, cancellation).ConfigureAwait(false);
    }

    public async Task<SyncRun> SyncAsync(string account, SyncOrder what, CancellationToken cancellation)
    {
        using var begun = await SendAsync(
            HttpMethod.Post, $"api/v1/accounts/{Uri.EscapeDataString(account)}/sync", JsonContent.Create(what, HubJson.Wire.SyncOrder), cancellation).ConfigureAwait(false);
        var run = await ReadAsync(begun, HubJson.Wire.SyncRun, cancellation).ConfigureAwait(false);
        while (run.State == SyncRunState.Running)
        {
            await Task.Delay(RunPoll, TimeProvider.System, cancellation).ConfigureAwait(false);
            run = await GetAsync($"api/v1/runs/{run.Id}", HubJson.Wire.SyncRun, cancellation).ConfigureAwait(false)
                ?? throw new RefusedException("run-unknown", $"run {run.Id} is gone", $"同步 {run.Id} 已不存在");
        }

        return run;
    }

    public async Task<CertificateAnswer> CertificateAsync(string account, DateOnly day, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            HttpMethod.Get, $"api/v1/accounts/{Uri.EscapeDataString(account)}/certificate?day={day:yyyy-MM-dd}", null, cancellation).ConfigureAwait(false);
        return await ReadAsync(answer, HubJson.Wire.CertificateAnswer, cancellation).ConfigureAwait(false);
    }

    public async Task<VerifyReport> VerifyAsync(CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, "api/v1/store/verify", null, cancellation).ConfigureAwait(false);
        return await ReadAsync(answer, HubJson.Wire.VerifyReport, cancellation).ConfigureAwait(false);
    }

    public async Task<long> RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, "api/v1/store/rebuild", null, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out _);
        }

        // Ending the request ends the rebuild.
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            var step = JsonSerializer.Deserialize(line, HubJson.Wire.RebuildLine)!;
            if (step.Fault is { } fault)
            {
                throw new StoreUnavailableException(StoreFault.Inaccessible, fault);
            }

            if (step.Count is { } count)
            {
                return count;
            }

            progress?.Report(step.Progress!);
        }

        throw new HttpRequestException("the hub ended the rebuild without an answer");
    }

    public async Task BackupAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, "api/v1/store/backup", JsonContent.Create(new BackupRequest(path), HubJson.Wire.BackupRequest), cancellation).ConfigureAwait(false);
        Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out _);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<long> CountAsync(string path, DeadLetterVerb what, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, JsonContent.Create(what, HubJson.Wire.DeadLetterVerb), cancellation).ConfigureAwait(false);
        return (await ReadAsync(answer, HubJson.Wire.CountAnswer, cancellation).ConfigureAwait(false)).Count;
    }

    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellation).ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(answer, type, cancellation).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(method, new Uri(new Uri(_endpoint.Address), path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _endpoint.Key);
        return _http.SendAsync(request, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        Demand(answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), out var bytes);
        return JsonSerializer.Deserialize(bytes, type)!;
    }

    private static void Demand(HttpResponseMessage answer, byte[] body, out byte[] bytes)
    {
        bytes = body;
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var (code, en, zh) = ($"http-{(int)answer.StatusCode}", answer.ReasonPhrase ?? "", answer.ReasonPhrase ?? "");
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            using var problem = JsonDocument.Parse(body);
            (code, en, zh) = Read(problem);
        }

        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new StoreUnavailableException(StoreFault.Inaccessible, new Finding(code, Severity.Error, en, zh));
        }

        throw new RefusedException(code, en, zh, AccountDesk.ExitOf(code));
    }
}
