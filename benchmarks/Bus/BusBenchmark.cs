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
            // Each goes first in every other round: the log file's state is the next one's start.
            var (rate, bareRate) = (0.0, 0.0);
            for (var turn = 0; turn < 2; turn++)
            {
                if ((round + turn) % 2 == 0)
                {
                    rate = await PumpAsync(hub, round, messages, portion);
                }
                else
                {
                    await SendAsync(hub.Bus, Theirs, round, messages);
                    var begun = Stopwatch.GetTimestamp();
                    Demand(bare.Drain(), messages);
                    bareRate = messages / Stopwatch.GetElapsedTime(begun).TotalSeconds;
                }
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

    private static async Task<double> PumpAsync(SqliteHub hub, int round, int messages, int portion)
    {
        await SendAsync(hub.Bus, Ours, round, messages);
        var handler = new Counting();
        var begun = Stopwatch.GetTimestamp();
        await new MessagePump(hub.Bus, handler, portion, TimeProvider.System).DrainAsync(CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        Demand(handler.Handled, messages);
        return await hub.Bus.CountsAsync(Ours) == new EntityCounts(0, 0, 0)
            ? messages / elapsed.TotalSeconds
            : throw new InvalidOperationException("messages are left");
    }

    private static void Demand(int handled, int messages)
    {
        if (handled != messages)
        {
            throw new InvalidOperationException($"{handled} of {messages} messages were handled");
        }
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
