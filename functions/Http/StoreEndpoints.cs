using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Care of the store, for the command line of the user who runs the hub: paths are this machine's.</summary>
internal sealed class StoreEndpoints(HubServices services, Gate gate)
{
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
            var count = await services.Maintenance.RebuildAsync(http.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(http, new CountAnswer(count), HubJson.Wire.CountAnswer).ConfigureAwait(false);
        });
        yield return new Endpoint("POST", "/api/v1/store/backup", "backupStore", "在线备份", "Back up while work goes on", async http =>
        {
            Demand(http);
            var request = await RequestBody.JsonAsync(http, HubJson.Wire.BackupRequest).ConfigureAwait(false);
            await services.Maintenance.BackupAsync(request.Path, http.RequestAborted).ConfigureAwait(false);
            await Answer.JsonAsync(http, new CountAnswer(1), HubJson.Wire.CountAnswer).ConfigureAwait(false);
        });
    }

    private void Demand(HttpContext http)
    {
        if (!gate.IsRunKey(http.Request))
        {
            throw new ProblemException(new Problem(403, "command-line-only", "Only the command line of this machine may do this.", "仅限本机命令行执行。"));
        }
    }
}
