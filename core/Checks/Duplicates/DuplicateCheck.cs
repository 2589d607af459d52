using System.Globalization;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>
/// Whether the order is known already: by the source's own key, by customer and number, by content. The same number with another
/// content is a change for a person to decide on, never a duplicate. Orders with numbers of their own are orders of their own.
/// </summary>
internal static class DuplicateCheck
{
    private static readonly Said ByOrderNumber = new("orderNumber", "订单号相同");

    public static void Run(CheckScope scope)
    {
        if (!BySource(scope) && !ByNumber(scope) && scope.Order.Lines.Count > 0)
        {
            ByContent(scope);
        }
    }

    private static bool BySource(CheckScope scope)
    {
        if (scope.Fingerprint.Source is null || scope.Context.FindBySource(scope.Fingerprint) is not { } known || !IsLive(scope, known))
        {
            return false;
        }

        Decide(scope, known, known.Order.SourceVersion is { } version && string.Equals(version, scope.Order.SourceVersion, StringComparison.Ordinal)
            ? new Said($"sourceId {known.Order.SourceId}, version {version}", $"来源单号 {known.Order.SourceId}，版本 {version}")
            : new Said($"sourceId {known.Order.SourceId}", $"来源单号 {known.Order.SourceId}"));
        return true;
    }

    private static bool ByNumber(CheckScope scope)
    {
        if (scope.Fingerprint.Number is null)
        {
            return false;
        }

        foreach (var known in scope.Context.FindByNumber(scope.Fingerprint))
        {
            if (!IsLive(scope, known))
            {
                continue;
            }

            // Two branches of one name with codes of their own may both have an order 1.
            if (HaveOtherCodes(known.Order, scope.Order) && !IsSame(scope, known))
            {
                continue;
            }

            // The newest live statement is the one in force: an older content that comes back is a change again.
            Decide(scope, known, ByOrderNumber);
            return true;
        }

        return false;
    }

    private static void ByContent(CheckScope scope)
    {
        var rules = scope.Rules.Duplicates;
        var now = scope.Context.Now;
        var document = scope.Order.Provenance?.Document;
        foreach (var known in scope.Context.FindSimilar(scope.Fingerprint, now - rules.Window, rules.Candidates))
        {
            // What one document states apart is meant apart.
            if (!IsLive(scope, known) || (document is not null && string.Equals(known.Document, document, StringComparison.Ordinal)))
            {
                continue;
            }

            var apart = now - known.ReceivedAt;
            var numbered = !string.IsNullOrWhiteSpace(scope.Order.OrderNumber);
            var knownNumbered = !string.IsNullOrWhiteSpace(known.OrderNumber);
            if (numbered && knownNumbered)
            {
                if (Numbered(scope, known, apart))
                {
                    return;
                }
            }
            else if (!numbered && !knownNumbered && IsSame(scope, known))
            {
                if (apart <= (IsDated(scope.Order) ? rules.SameContent : rules.Undated))
                {
                    Link(scope, known, new Said("content", "内容相同"));
                    return;
                }
            }
            else if (NearMatch.IsLikely(known.Order, scope.Order, apart, rules))
            {
                Likely(scope, known);
                return;
            }
        }
    }

    /// <summary>Both carry a number; true where that settled the matter.</summary>
    private static bool Numbered(CheckScope scope, KnownOrder known, TimeSpan apart)
    {
        var rules = scope.Rules.Duplicates;
        if (KeyText.SameCode(known.OrderNumber, scope.Order.OrderNumber))
        {
            Decide(scope, known, ByOrderNumber);
            return true;
        }

        if (!string.Equals(known.Channel, scope.Order.Channel, StringComparison.Ordinal))
        {
            if (!NearMatch.IsLikely(known.Order, scope.Order, apart, rules))
            {
                return false;
            }

            Likely(scope, known);
            return true;
        }

        // Another number through the same channel is another order; only a whole sheet that is the same to the last date is remarked.
        if (apart <= rules.Renumbered && scope.Order.SourceId is null && scope.Order.Lines.Count > 1 && IsDated(scope.Order) && IsSame(scope, known))
        {
            scope.Add(DuplicateFindings.Renumbered, "orderNumber", Named(known), At(known), Channel(known));
            return true;
        }

        return false;
    }

    private static void Decide(CheckScope scope, KnownOrder known, Said evidence)
    {
        if (IsSame(scope, known))
        {
            Link(scope, known, new Said(evidence.En + ", content", evidence.Zh + "，内容相同"));
            return;
        }

        scope.DuplicateOf = known.Id;
        scope.MayRepeat = true;
        scope.Add(
            DuplicateFindings.OrderChanged, "orderNumber", Named(known), At(known), Channel(known),
            OrderComparison.Describe(known.Order, scope.Order));
    }

    private static void Link(CheckScope scope, KnownOrder known, Said evidence)
    {
        scope.DuplicateOf = known.Id;
        scope.MayRepeat = true;
        scope.IsDuplicate = true;
        scope.Add(DuplicateFindings.Duplicate, "orderNumber", Named(known), At(known), Channel(known), evidence);
    }

    private static void Likely(CheckScope scope, KnownOrder known)
    {
        scope.DuplicateOf = known.Id;
        scope.MayRepeat = true;
        scope.Add(
            DuplicateFindings.DuplicateLikely, "orderNumber", Named(known), At(known), Channel(known), LineText.Of(known.Order),
            LineText.Of(scope.Order));
    }

    /// <summary>Refused and cancelled orders do not stand in the way of a new attempt.</summary>
    private static bool IsLive(CheckScope scope, KnownOrder known) =>
        known.Outcome is Outcome.Accepted or Outcome.Held or Outcome.Duplicate && known.Stage != OrderStage.Cancelled
        && known.Id != scope.Order.Id;

    private static bool IsSame(CheckScope scope, KnownOrder known) =>
        known.ContentHash == scope.Fingerprint.ContentHash || OrderComparison.IsSame(known.Order, scope.Order);

    private static bool HaveOtherCodes(CanonicalOrder known, CanonicalOrder order) =>
        known.Customer?.Code is { Length: > 0 } a && order.Customer?.Code is { Length: > 0 } b && !KeyText.SameCode(a, b);

    private static bool IsDated(CanonicalOrder order)
    {
        if (order.OrderDate is not null || order.RequestedDate is not null)
        {
            return true;
        }

        foreach (var line in order.Lines)
        {
            if (line.DeliveryDate is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string Named(KnownOrder known) => known.OrderNumber is { Length: > 0 } number ? $"{number} ({known.Id})" : known.Id.ToString();

    private static string At(KnownOrder known) => known.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Channel(KnownOrder known) => known.Channel ?? "–";
}
