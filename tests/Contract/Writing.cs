using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Contract;

/// <summary>Checks 16 and 17: a write takes effect once. They apply to connectors that submit.</summary>
public sealed class Writing
{
    public static TheoryData<string> Connectors => Connected.All;

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C16_Submitted_twice_it_is_there_once(string id) => CheckAsync(id, 16, async (it, submitter, session) =>
    {
        var command = Command(it);
        var first = await it.Time.RunAsync(submitter.SubmitAsync(command, session.Context));
        var written = first.ShouldBeOfType<SubmitOutcome.Accepted>().Id;
        var second = await it.Time.RunAsync(submitter.SubmitAsync(command, session.Context));
        second.ShouldBe(new SubmitOutcome.AlreadyThere(written));
        it.Double.Written.ShouldBe(new Dictionary<string, string> { [command.BusinessKey] = written });
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C17_An_answer_that_never_came_is_unknown_and_is_found_by_its_key(string id) => CheckAsync(id, 17, async (it, submitter, session) =>
    {
        it.Time.Patience = TimeSpan.FromSeconds(2);
        it.AnswerWithin = TimeSpan.FromSeconds(100);
        session = it.Session();
        it.Double.Script(ScriptedFault.WrittenThenSilence);
        var command = Command(it);
        var outcome = await it.Time.RunAsync(submitter.SubmitAsync(command, session.Context));
        outcome.ShouldBeOfType<SubmitOutcome.Unknown>().Fault.Class.ShouldBe(FaultClass.OutcomeUnknown);
        var calls = it.Double.Calls;
        var found = await it.Time.RunAsync(submitter.FindAsync(command.BusinessKey, session.Context));
        found.ShouldBe(it.Double.Written.ShouldHaveSingleItem().Value);
        it.Double.Calls.ShouldBeGreaterThan(calls, "it asked");
    });

    private static SubmitCommand Command(Connected it) => new(
        "sales-order", "SO-9001", File.ReadAllBytes(Path.Combine(Connected.Fixtures(it.Descriptor.Id), "submit.json")));

    private static Task CheckAsync(string id, int check, Func<Connected, ISubmitter, Core.Sync.Runs.AccountSession, Task> body) => Waivers.CheckAsync(id, check, async () =>
    {
        await using var it = await Connected.ToAsync(id);
        var submits = it.Descriptor.Capabilities.HasFlag(ConnectorCapabilities.Submit);
        it.Session().Connector.GetType().IsAssignableTo(typeof(ISubmitter)).ShouldBe(submits, "says what it can do");
        if (submits)
        {
            var session = it.Session();
            await body(it, (ISubmitter)session.Connector, session);
        }
    });
}
