using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Whether a card is what its log says.</summary>
internal static class CardComparison
{
    public static bool Same(StoreDatabase database, OrderCard card, OrderCard rebuilt) =>
        card.Head.AsSpan().SequenceEqual(rebuilt.Head) && card with { Head = rebuilt.Head } == rebuilt with
        {
            Channel = card.Channel is null ? null : database.Kept(rebuilt.Channel),
            OrderNumber = database.Kept(rebuilt.OrderNumber),
            CustomerCode = database.Kept(rebuilt.CustomerCode),
            CustomerName = database.Kept(rebuilt.CustomerName),
            Route = database.Kept(rebuilt.Route),
        };
}
