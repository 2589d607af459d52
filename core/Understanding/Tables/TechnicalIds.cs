using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Ids of databases and platforms, which give way to the number or code that people know the order or the goods by.</summary>
internal static class TechnicalIds
{
    private const double Sure = 0.85;
    private const double Weak = 0.75;
    private const double WeakWord = 0.55;
    private const double Likely = 0.87;
    private const double Suits = 0.45;
    private const int LongestRunning = 3; // 1, 2 … 999 may count anything

    /// <summary>True where another caption says better what the id under this one stands for; a weak such caption is raised.</summary>
    public static bool GivesWay(TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option id)
    {
        if (!IsId(id.Header))
        {
            return false;
        }

        if (id.Weight >= Sure && options.Exists(o => Names(o, id) && o.Weight >= Sure && o.Fit > Suits && (id.Concept == Concept.OrderNumber || table.Profiles[o.Header.Column].Filled > 0)))
        {
            return true;
        }

        if (id.Concept == Concept.OrderNumber && id.Weight >= Sure && NumberBeside(table, options, id) is { } number)
        {
            // "id" beside "number" or "reference" that changes with it.
            number.Score = Math.Max(number.Score, Likely * number.Fit);
            return true;
        }

        // "Name" over #1074 beside "Id" over thirteen digits.
        return id.Concept == Concept.OrderNumber && id.Weight < Weak && options.Exists(o => o.Header == id.Header && o.Concept == Concept.SourceId)
            && options.Exists(o => Names(o, id) && o.Weight >= id.Weight && table.Profiles[o.Header.Column].LooksLikeCodes);
    }

    private static bool Names(ColumnAssigner.Option other, ColumnAssigner.Option id) => other.Header != id.Header && other.Concept == id.Concept && !IsId(other.Header);

    /// <summary>A weak caption for an order's number over codes that change exactly where the database's id of the order does.</summary>
    private static ColumnAssigner.Option? NumberBeside(TableRegion table, List<ColumnAssigner.Option> options, ColumnAssigner.Option id) =>
        options.Find(o => Names(o, id) && o.Weight is >= WeakWord and < Sure
            && options.TrueForAll(m => m.Header != o.Header || m.Weight <= o.Weight)
            && table.Profiles[o.Header.Column] is { Filled: > 1, Spaced: 0, MeanLength: > LongestRunning } && ChangeTogether(table, id.Header, o.Header));

    private static bool ChangeTogether(TableRegion table, HeaderCell one, HeaderCell other)
    {
        Dictionary<string, string> there = new(StringComparer.Ordinal), back = new(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, one) is not { } x || TableRegion.Value(row, other) is not { } y)
            {
                return false;
            }

            var (a, b) = (CellText.Of(x), CellText.Of(y));
            if (!there.TryAdd(a, b) && there[a] != b || !back.TryAdd(b, a) && back[b] != a)
            {
                return false;
            }
        }

        return there.Count > 1;
    }

    /// <summary>"ID Ordine", "order_id", "订单ID": a word of its own, or at the end after another writing.</summary>
    public static bool IsId(HeaderCell header)
    {
        var text = header.Text.AsSpan().Trim();
        var at = text.IndexOf("id", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsAsciiLetter(text[at - 1]) || char.IsUpper(text[at]) && char.IsLower(text[at - 1]))
            && (at + 2 == text.Length || !char.IsAsciiLetter(text[at + 2]) || char.IsUpper(text[at + 2]));
    }
}
