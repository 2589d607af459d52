using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary><c>hub up</c> on a free port, and a client to it.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly StringBuilder _errors = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    private RunningHub(Process process) => Process = process;

    public Process Process { get; }

    public Uri Address { get; private set; } = new("http://localhost/");

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static async Task<RunningHub> StartAsync(TempFolder data, params string[] more)
    {
        var hub = new RunningHub(HubProgram.Start(data, ["up", "--port", "0", "--lang", "en", .. more]));
        hub.Process.ErrorDataReceived += (_, line) =>
        {
            lock (hub._errors)
            {
                hub._errors.AppendLine(line.Data);
            }
        };
        hub.Process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await hub.Process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            var start = line.IndexOf("http://", StringComparison.Ordinal);
            if (start >= 0)
            {
                hub.Address = new Uri(line[start..].Split(' ')[0]);
                _ = hub.Process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return hub;
            }
        }

        throw new InvalidOperationException($"the hub did not start: {hub.Errors}");
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default) =>
        await _http.SendAsync(request, cancellation);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path)));

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())!;
    }

    public Task<HttpResponseMessage> PostOrderAsync(string json, string query = "", string? key = null, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "api/v1/orders" + query))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return SendAsync(request, cancellation);
    }

    public Task<HttpResponseMessage> PostFileAsync(string name, byte[] content, string query = "", string? sender = "buyer@example.test", CancellationToken cancellation = default)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        if (sender is not null)
        {
            form.Add(new StringContent(sender), "sender");
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "api/v1/files" + query)) { Content = form }, cancellation);
    }

    /// <summary>Kills without a chance to finish anything, with whatever the hub started.</summary>
    public async Task KillAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{Process.Id}"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Process.WaitForExitAsync(limit.Token);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            await KillAsync();
        }

        Process.Dispose();
        _http.Dispose();
    }
}
