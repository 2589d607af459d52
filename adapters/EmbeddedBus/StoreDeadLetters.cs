using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>Verbs on parked work; each claims a letter by changing its state, and only one caller can.</summary>
internal sealed class StoreDeadLetters(StoreHub hub) : IDeadLetters
{
    /// <inheritdoc/>
    public IReadOnlyList<DeadLetterGroup> Summary(DeadLetterQuery query) => hub.Ask(unit => unit.DeadLetters.Summary(query));

    /// <inheritdoc/>
    public IReadOnlyList<DeadLetter> List(DeadLetterQuery query) =>
        hub.Ask(unit => unit.DeadLetters.List(query)).ConvertAll(found => found.Letter);

    /// <inheritdoc/>
    public DeadLetter? Show(long id) => List(new DeadLetterQuery { Ids = [id], State = null }) is [var letter] ? letter : null;

    /// <inheritdoc/>
    public Task<int> ReplayAsync(DeadLetterQuery query, string actor, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            var claimed = 0;
            foreach (var (letter, message) in unit.DeadLetters.List(query))
            {
                if (unit.DeadLetters.Claim(letter.Id, "replayed", actor, null, letter.MessageId, unit.Now))
                {
                    Send(unit, letter, message);
                    claimed++;
                }
            }

            return claimed;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> EditAsync(long id, byte[] body, string actor, string reason, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            if (unit.DeadLetters.List(new DeadLetterQuery { Ids = [id] }) is not [var (letter, message)])
            {
                return false;
            }

            var successor = message with { MessageId = FormattableString.Invariant($"{message.MessageId}~{id}"), Body = body };
            if (!unit.DeadLetters.Claim(id, "edited", actor, reason, successor.MessageId, unit.Now))
            {
                return false;
            }

            Send(unit, letter, successor);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<int> DiscardAsync(DeadLetterQuery query, string actor, string reason, CancellationToken cancellation = default) => hub.RunAsync(
        unit => unit.DeadLetters.List(query)
            .Count(found => unit.DeadLetters.Claim(found.Letter.Id, "discarded", actor, reason, null, unit.Now)),
        cancellation);

    private static void Send(StoreUnit unit, DeadLetter letter, BusMessage message)
    {
        // The duplicate window has seen the id, and the person means it: the same message goes under another key.
        unit.Replay(letter.Queue, message with
        {
            DuplicateKey = FormattableString.Invariant($"{message.MessageId}#replay-{letter.Id}"),
            NotBefore = null,
            Properties = new Dictionary<string, string>(message.Properties)
            {
                ["x-replayed-from"] = FormattableString.Invariant($"\"dead letter {letter.Id}\""),
            },
        });
    }
}
