using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks;

/// <summary>One order on its way through the checks: what is known of it so far and what was found.</summary>
internal sealed class CheckScope(CanonicalOrder order, IReadOnlyList<Finding> remarks, string? sender, RuleBook rules, ICheckContext context)
{
    private readonly FoundFindings _found = new(remarks);

    /// <summary>The order as the document states it.</summary>
    public CanonicalOrder Order { get; } = order;

    public string? Sender { get; } = sender;

    public RuleBook Rules { get; } = rules;

    public ICheckContext Context { get; } = context;

    public DateOnly Today { get; } = context.Today;

    /// <summary>The customer in the reference data; null where unknown or not loaded.</summary>
    public CustomerReference? Customer { get; set; }

    /// <summary>The hub's code of the customer, else the one the document states.</summary>
    public string? CustomerCode => Customer?.Code ?? Order.Customer?.Code;

    /// <summary>The material of each line; empty where the table was never loaded.</summary>
    public MaterialReference?[] Materials { get; set; } = [];

    public required OrderFingerprint Fingerprint { get; set; }

    /// <summary>The known order that this one repeats, surely or likely.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>True where it repeats it surely.</summary>
    public bool IsDuplicate { get; set; }

    /// <summary>True where a known order may be this one: its credit is reserved already.</summary>
    public bool MayRepeat { get; set; }

    /// <summary>True where a person lets the order go on whatever is left of the limit.</summary>
    public bool BeyondLimit { get; set; }

    /// <summary>What to reserve once all checks are done; null for nothing.</summary>
    public (string Customer, string Currency, decimal Amount)? Reservation { get; set; }

    public string? Route { get; set; }

    /// <summary>Tables that a check asked for in vain, as bits of <see cref="ReferenceTable"/>.</summary>
    public int NotLoaded { get; private set; }

    /// <summary>What the checks found, without what was remarked before.</summary>
    public FoundFindings Found => _found;

    /// <summary>Whether a table can be compared with; remembers the ones that cannot.</summary>
    public bool IsLoaded(ReferenceTable table)
    {
        if (Context.IsLoaded(table))
        {
            return true;
        }

        NotLoaded |= 1 << (int)table;
        return false;
    }

    /// <summary>The material of a line; null where unknown or not loaded.</summary>
    public MaterialReference? MaterialOf(int line) => line < Materials.Length ? Materials[line] : null;

    /// <summary>True where a hold was remarked on the member before: that it could not be read is not said again as missing.</summary>
    public bool IsHeldAt(string field)
    {
        for (var i = 0; i < remarks.Count; i++)
        {
            if (remarks[i].Severity >= Severity.Hold && string.Equals(remarks[i].Field, field, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a finding about a member of the order, unless it was said already.</summary>
    public void Add(FindingCode code, string? field, params ReadOnlySpan<object?> args) => AddAs(code, null, -1, field, args);

    /// <summary>Adds a finding about a member of a line.</summary>
    public void AddLine(FindingCode code, int line, string member, params ReadOnlySpan<object?> args) =>
        AddAs(code, null, line, $"lines[{line}].{member}", args);

    /// <summary>Adds a finding with the severity a rule states; the table of severities still overrides it.</summary>
    public void AddAs(FindingCode code, Severity? severity, int line, string? field, params ReadOnlySpan<object?> args)
    {
        var effective = severity ?? code.Severity;
        if (Rules.Severities.TryGetValue(code.Code, out var configured))
        {
            if (configured is not { } stated)
            {
                return;
            }

            effective = stated;
        }

        if (_found.MayAdd(code.Code, field))
        {
            _found.Add(code.As(effective, FieldPlace.Of(Order.Provenance, field, line), field, args));
        }
    }
}
