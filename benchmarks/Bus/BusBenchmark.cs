using System.Diagnostics;
using System.Globalization;
using System.Text;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Benchmarks.Measuring;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;

namespace IntegrationHub.Benchmarks.Bus;

/// <summary>
/// <c>bus</c>: messages received and completed per second by the pump that the product uses, against <see cref="BarePeekLock"/> with portions of the
/// same size, in turns on the same file.
/// </summary>
internal sealed class BusBenchmark(Verdict verdict)
{
    private const string Ours = "notify";
    private const string Theirs = "erp";
    private const int SentTogether = 500;

    public async Task RunAsync(int rounds, int messages, int portion)
    {
        using var workspace = new Workspace();
        await using var hub = SqliteHub.Open(workspace["data"]);
        using var bare = new BarePeekLock(Path.Combine(workspace["data"], "hub.db"), Theirs, portion);
        verdict.Say($"bus: {messages} messages a turn, {portion} at a time; reference: a bare loop on the same table, one synced commit to lock {portion}, one to remove them");
        var (ours, theirs) = (new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            await SendAsync(hub.Bus, Theirs, round, messages);
            var bareRate = Rate(messages, bare.Drain, out var bareCount);
            await SendAsync(hub.Bus, Ours, round, messages);
            var handler = new Counting();
            var begun = Stopwatch.GetTimestamp();
            await new MessagePump(hub.Bus, handler, portion, TimeProvider.System).DrainAsync(CancellationToken.None);
            var rate = messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var left = await hub.Bus.CountsAsync(Ours);
            if (handler.Handled != messages || bareCount != messages || left != new EntityCounts(0, 0, 0))
            {
                verdict.Holds($"every message handled once: {handler.Handled} and {bareCount} of {messages}, {left} left", false);
                return;
            }

            if (round >= 0)
            {
                ours.Add(rate);
                theirs.Add(bareRate);
                verdict.Say(string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}: bus {rate:0}/s, bare loop {bareRate:0}/s"));
            }
        }

        verdict.Say($"  bus        {ours.Text("0", "/s")}");
        verdict.Say($"  bare loop  {theirs.Text("0", "/s")}");
        verdict.Holds($"every message handled once, nothing left ({rounds + 1} turns of {messages})", true);
        verdict.AtLeast("messages per second, bus : bare loop", ours.Median / theirs.Median, 0.5, " x");
    }

    private static double Rate(int messages, Func<int> drain, out int count)
    {
        var begun = Stopwatch.GetTimestamp();
        count = drain();
        return messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task SendAsync(IBus bus, string entity, int round, int messages)
    {
        for (var first = 0; first < messages; first += SentTogether)
        {
            await bus.SendAsync(entity, [.. Enumerable.Range(first, Math.Min(SentTogether, messages - first)).Select(at => Message(round, at))]);
        }
    }

    // A claim check, as the product's own messages are.
    private static BusMessage Message(int round, int at)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{round:000}-{at:000000}-0123456789abcdef");
        return new BusMessage { MessageId = id, Subject = "DocumentReceived", Body = Encoding.UTF8.GetBytes(id) };
    }

    private sealed class Counting : IMessageHandler
    {
        private int _handled;

        public int Handled => _handled;

        public string Entity => Ours;

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _handled);
            return Task.FromResult(HandlerResult.Done);
        }
    }
}
