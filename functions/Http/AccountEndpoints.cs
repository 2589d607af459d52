using System.Globalization;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>Accounts of outside systems and their runs.</summary>
/// <param name="services">The hub.</param>
/// <param name="stopping">A run outlives the request that began it, but not the hub.</param>
internal sealed class AccountEndpoints(HubServices services, CancellationToken stopping)
{
    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/api/v1/accounts", "listAccounts", "账户、下次同步与最近一次结果", "Accounts, when they are due, how their last run ended", http =>
            Answer.JsonAsync(http, services.Accounts().List(), HubJson.Wire.IReadOnlyListAccountEntry)) { Answers = Ok(null) };
        yield return new Endpoint("POST", "/api/v1/accounts/{name}/check", "checkAccount", "检查账户能否使用", "Whether an account can be used", CheckAsync)
        {
            Answers = Ok("AccountHealth"),
        };
        yield return new Endpoint("POST", "/api/v1/accounts/{name}/sync", "syncAccount", "开始一次同步", "Begin a run", SyncAsync)
        {
            Body = "application/json",
            BodySchema = "SyncOrder",
            Answers = new Dictionary<int, string?> { [202] = "SyncRun" },
        };
        yield return new Endpoint("GET", "/api/v1/accounts/{name}/certificate", "getCertificate", "某日完整性凭证", "Completeness of a day", http =>
            Answer.JsonAsync(http, services.Accounts().Certificate(Name(http), Day(http)), HubJson.Wire.CertificateAnswer))
        {
            Query = [new("day", "string", "业务日 YYYY-MM-DD", "business day, YYYY-MM-DD")],
            Answers = Ok("Certificate"),
        };
        yield return new Endpoint("GET", "/api/v1/runs/{id}", "getRun", "一次同步", "A run", http =>
            Answer.JsonAsync(http, Run(http), HubJson.Wire.SyncRun)) { Answers = Ok("SyncRun") };
    }

    private async Task CheckAsync(HttpContext http) => await Answer.JsonAsync(
        http, await services.Accounts().CheckAsync(Name(http), http.RequestAborted).ConfigureAwait(false), HubJson.Wire.AccountHealth).ConfigureAwait(false);

    private async Task SyncAsync(HttpContext http)
    {
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.SyncOrder).ConfigureAwait(false);
        var (run, _) = await services.Accounts().StartAsync(Name(http), what, stopping).ConfigureAwait(false);
        await Answer.JsonAsync(http, run, HubJson.Wire.SyncRun, StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    private Core.Sync.Runs.SyncRun Run(HttpContext http) =>
        Guid.TryParse((string?)http.Request.RouteValues["id"], out var id) && services.Accounts().Run(id) is { } run
            ? run
            : throw new ProblemException(Problem.NotFound("run", "同步记录", http.Request.RouteValues["id"]));

    private static DateOnly Day(HttpContext http) =>
        DateOnly.TryParseExact(http.Request.Query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new BadParameterException("day", "a date such as 2026-11-20", "日期,例如 2026-11-20");

    private static string Name(HttpContext http) => (string)http.Request.RouteValues["name"]!;

    private static Dictionary<int, string?> Ok(string? schema) => new() { [200] = schema };
}
