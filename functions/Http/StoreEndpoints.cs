using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Care of the store, for the command line of the user who runs the hub: paths are this machine's.</summary>
internal sealed class StoreEndpoints(HubServices services, Gate gate)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("POST", "/api/v1/store/verify", "verifyStore", "校验存储", "Verify the store", async http =>
        {
            Demand(http);
            var report = await Task.Run(() => services.Maintenance.Verify(http.RequestAborted), http.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(http, report, HubJson.Wire.VerifyReport).ConfigureAwait(false);
        });
        yield return new Endpoint("POST", "/api/v1/store/rebuild", "rebuildStore", "由事件重建", "Rebuild from the events", async http =>
        {
            Demand(http);
            await RebuildAsync(http).ConfigureAwait(false);
        });
        yield return new Endpoint("POST", "/api/v1/store/backup", "backupStore", "在线备份", "Back up while work goes on", async http =>
        {
            Demand(http);
            var request = await RequestBody.JsonAsync(http, HubJson.Wire.BackupRequest).ConfigureAwait(false);
            await services.Maintenance.BackupAsync(request.Path, http.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(http, new CountAnswer(1), HubJson.Wire.CountAnswer).ConfigureAwait(false);
        });
    }

    // Lines of JSON, one every so often: how far it is, at last how many cards or what went wrong. Whoever ends the request ends the rebuild.
    private async Task RebuildAsync(HttpContext http)
    {
        var latest = new LatestProgress();
        var work = services.Maintenance.RebuildAsync(latest, http.RequestAborted);
        http.Response.ContentType = "application/x-ndjson";
        await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);
        while (await Task.WhenAny(work, Task.Delay(TellEvery, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false) != work)
        {
            if (latest.Value is { } progress)
            {
                await LineAsync(http, new RebuildLine(progress, null, null)).ConfigureAwait(false);
            }
        }

        try
        {
            await LineAsync(http, new RebuildLine(null, await work.ConfigureAwait(false), null)).ConfigureAwait(false);
        }
        catch (StoreUnavailableException fault)
        {
            await LineAsync(http, new RebuildLine(null, null, fault.Finding)).ConfigureAwait(false);
        }
    }

    private static async Task LineAsync(HttpContext http, RebuildLine line)
    {
        byte[] bytes = [.. System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(line, HubJson.Wire.RebuildLine), (byte)'\n'];
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private void Demand(HttpContext http)
    {
        if (!gate.IsRunKey(http.Request))
        {
            throw new ProblemException(new Problem(403, "command-line-only", "Only the command line of this machine may do this.", "仅限本机命令行执行。"));
        }
    }

    private sealed class LatestProgress : IProgress<RebuildProgress>
    {
        private volatile RebuildProgress? _value;

        public RebuildProgress? Value => _value;

        public void Report(RebuildProgress value) => _value = value;
    }
}
