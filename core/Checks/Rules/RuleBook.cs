using System.Collections.Frozen;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Everything about the checks that a company may set, compiled from the rule files. Immutable; <c>new RuleBook()</c> is valid.</summary>
public sealed record RuleBook
{
    /// <summary>Confidence (0 to 1) below which an order is held.</summary>
    public decimal AcceptAt { get; init; } = 0.85m;

    /// <summary>Allowed difference between quantity × price and a line's amount.</summary>
    public Tolerance Line { get; init; } = new(0.01m, 0.01m);

    /// <summary>Allowed difference between the lines' sum and a stated total.</summary>
    public Tolerance Total { get; init; } = new(0.05m, 0.05m);

    /// <summary>A quantity beyond this is taken for a slip (a code or a phone number in the wrong column).</summary>
    public decimal MaxQuantity { get; init; } = 1_000_000_000m;

    /// <summary>Dates further ahead than this are taken for a slip.</summary>
    public int MaxYearsAhead { get; init; } = 3;

    /// <summary>How orders that repeat another one are told from repeat orders.</summary>
    public DuplicateRules Duplicates { get; init; } = new();

    /// <summary>Overdue money up to this amount, in the credit's currency, does not hold an order.</summary>
    public decimal OverdueAllowed { get; init; }

    /// <summary>Required fields, first to last.</summary>
    public IReadOnlyList<CompletenessRule> Complete { get; init; } = [];

    /// <summary>Routes, first match wins.</summary>
    public IReadOnlyList<RoutingRule> Routing { get; init; } = [];

    /// <summary>Severity by finding code where it differs from the declared one; null turns the finding off.</summary>
    public FrozenDictionary<string, Severity?> Severities { get; init; } = FrozenDictionary<string, Severity?>.Empty;

    /// <summary>Words under which an attribute may stand on an order, by the attribute's key.</summary>
    public FrozenDictionary<string, AttributeWords> Attributes { get; init; } = FrozenDictionary<string, AttributeWords>.Empty;
}

/// <summary>An allowed difference: the larger of both.</summary>
/// <param name="Absolute">In the order's currency.</param>
/// <param name="Percent">Of the larger value.</param>
public sealed record Tolerance(decimal Absolute, decimal Percent)
{
    /// <summary>The allowance around a value.</summary>
    public decimal Around(decimal value) => Math.Max(Absolute, Math.Abs(value) * Percent / 100m);
}

/// <summary>Windows and measures of the duplicate check.</summary>
public sealed record DuplicateRules
{
    /// <summary>How far back a likely duplicate from another channel is looked for.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Within this, the same content without an order number is the same order.</summary>
    public TimeSpan SameContent { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The same where nothing on the order is dated: a weekly order without dates looks alike every week.</summary>
    public TimeSpan Undated { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Within this, the same content under another number of the same channel is remarked.</summary>
    public TimeSpan Renumbered { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of lines (0 to 1) that must agree in item and quantity.</summary>
    public decimal Lines { get; init; } = 0.8m;

    /// <summary>Order dates further apart than this belong to two orders.</summary>
    public int OrderDateDays { get; init; } = 7;

    /// <summary>How many known orders are compared.</summary>
    public int Candidates { get; init; } = 8;
}

/// <summary>Words for one attribute: its label in both languages and what senders call it.</summary>
/// <param name="Key">The key that rules name it by.</param>
/// <param name="Zh">Chinese label.</param>
/// <param name="En">English label.</param>
/// <param name="Words">Normalised labels that stand for it.</param>
/// <param name="Attachment">A file named by one of the words counts as well.</param>
public sealed record AttributeWords(string Key, string Zh, string En, FrozenSet<string> Words, bool Attachment);

/// <summary>Fields that orders of a kind must carry.</summary>
/// <param name="Name">Name in the rule file.</param>
/// <param name="When">Which orders or lines.</param>
/// <param name="Require">Paths of order/v1 members.</param>
/// <param name="Severity">What a missing one does.</param>
public sealed record CompletenessRule(string Name, RuleCondition When, IReadOnlyList<string> Require, Severity Severity);

/// <summary>Where orders of a kind go.</summary>
/// <param name="Name">Name in the rule file.</param>
/// <param name="When">Which orders.</param>
/// <param name="Every">True where every line must match, false where one is enough.</param>
/// <param name="Route">Plant, line or warehouse.</param>
public sealed record RoutingRule(string Name, RuleCondition When, bool Every, string Route);
