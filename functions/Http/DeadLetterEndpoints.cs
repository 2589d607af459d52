using System.Globalization;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>The six verbs on dead letters; all take one query.</summary>
internal sealed class DeadLetterEndpoints(HubServices services)
{
    private static readonly IReadOnlyList<Parameter> Query =
    [
        new("ids", "string", "编号,逗号分隔", "numbers, separated by commas"), new("queue", "string", "队列", "queue"),
        new("faultCode", "string", "故障代码", "fault code"), new("fingerprint", "string", "分组指纹", "group"),
        new("document", "string", "文档 id", "document id"), new("state", "string", "open|replayed|edited|discarded|all", "open|replayed|edited|discarded|all"),
        new("limit", "integer", "最多条数", "at most"),
    ];

    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/api/v1/deadletters", "listDeadLetters", "死信列表", "List dead letters", http =>
            Answer.JsonAsync(http, services.DeadLetters.List(Read(http)), HubJson.Wire.IReadOnlyListDeadLetter)) { Query = Query, Answers = Ok() };
        yield return new Endpoint("GET", "/api/v1/deadletters/summary", "summarizeDeadLetters", "按原因分组", "Grouped by cause", http =>
            Answer.JsonAsync(http, services.DeadLetters.Summary(Read(http)), HubJson.Wire.IReadOnlyListDeadLetterGroup)) { Query = Query, Answers = Ok() };
        yield return new Endpoint("GET", "/api/v1/deadletters/{id}", "getDeadLetter", "一条死信", "One dead letter", http =>
            Answer.JsonAsync(http, Find(http), HubJson.Wire.DeadLetter)) { Answers = Ok() };
        yield return Verb("replay", "replayDeadLetters", "重放", "Replay", ReplayAsync);
        yield return Verb("discard", "discardDeadLetters", "弃置(须说明原因)", "Discard, with a reason", DiscardAsync);
        yield return Verb("{id}/replay", "replayDeadLetter", "重放一条", "Replay one", http => ReplayOneAsync(http, Number(http)));
        yield return Verb("{id}/edit", "editDeadLetter", "改正后重发", "Send a corrected message in its place", EditAsync);
    }

    private static Endpoint Verb(string path, string id, string zh, string en, RequestDelegate handle) =>
        new("POST", "/api/v1/deadletters/" + path, id, zh, en, handle)
        {
            Body = "application/json",
            BodySchema = "DeadLetterVerb",
            Answers = new Dictionary<int, string?> { [200] = "Count" },
        };

    private async Task ReplayAsync(HttpContext http)
    {
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.DeadLetterVerb).ConfigureAwait(false);
        var count = await services.DeadLetters.ReplayAsync(what.Query ?? new(), what.Actor ?? Actor.Unknown, http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, new CountAnswer(count), HubJson.Wire.CountAnswer).ConfigureAwait(false);
    }

    private async Task ReplayOneAsync(HttpContext http, long id)
    {
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.DeadLetterVerb).ConfigureAwait(false);
        _ = Find(http);
        var count = await services.DeadLetters.ReplayAsync(new DeadLetterQuery { Ids = [id] }, what.Actor ?? Actor.Unknown, http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, new CountAnswer(count), HubJson.Wire.CountAnswer).ConfigureAwait(false);
    }

    private async Task DiscardAsync(HttpContext http)
    {
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.DeadLetterVerb).ConfigureAwait(false);
        var count = await services.DeadLetters.DiscardAsync(what.Query ?? new(), what.Actor ?? Actor.Unknown, Reason(what), http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, new CountAnswer(count), HubJson.Wire.CountAnswer).ConfigureAwait(false);
    }

    private async Task EditAsync(HttpContext http)
    {
        var what = await RequestBody.JsonAsync(http, HubJson.Wire.DeadLetterVerb).ConfigureAwait(false);
        var letter = Find(http);
        if (what.Body is not { Length: > 0 } body)
        {
            throw new ProblemException(new Problem(422, "body-missing", "Give the corrected message in 'body' (base64).", "请在 body 中给出改正后的消息(base64)。") { Where = "/body" });
        }

        var edited = await services.DeadLetters.EditAsync(letter.Id, body, what.Actor ?? Actor.Unknown, Reason(what), http.RequestAborted).ConfigureAwait(false);
        await Answer.JsonAsync(http, new CountAnswer(edited ? 1 : 0), HubJson.Wire.CountAnswer).ConfigureAwait(false);
    }

    private static string Reason(DeadLetterVerb what) => string.IsNullOrWhiteSpace(what.Reason)
        ? throw new ProblemException(new Problem(422, "reason-missing", "Say why: 'reason' is required.", "请在 reason 中说明原因。") { Where = "/reason" })
        : what.Reason;

    private DeadLetter Find(HttpContext http)
    {
        var id = Number(http);
        return services.DeadLetters.Show(id) ?? throw new ProblemException(Problem.NotFound("dead letter", "死信", id.ToString(CultureInfo.InvariantCulture)));
    }

    private static long Number(HttpContext http) =>
        long.TryParse((string?)http.Request.RouteValues["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ProblemException(Problem.NotFound("dead letter", "死信", http.Request.RouteValues["id"]));

    private static DeadLetterQuery Read(HttpContext http) =>
        DeadLetterQueryText.Read(name => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null);

    private static Dictionary<int, string?> Ok() => new() { [200] = null };
}
