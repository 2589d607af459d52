using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding;

/// <summary>What the hub knows about a document besides its content.</summary>
/// <param name="DocumentId">Id of the archived document; goes into provenance.</param>
/// <param name="Name">File name as the sender gave it.</param>
/// <param name="Sender">E-mail address or account of the sender; null when unknown.</param>
/// <param name="Today">The business day; years missing from dates are completed from it.</param>
/// <param name="AcceptAt">Confidence below which an order is held (<c>understanding.acceptAt</c>).</param>
public sealed record UnderstandingContext(string DocumentId, string Name, string? Sender, DateOnly Today, decimal AcceptAt = 0.85m);

/// <summary>One order with how sure the hub is of it and what it remarks.</summary>
/// <param name="Order">The order; its id is not yet set.</param>
/// <param name="Confidence">0 to 1: the least certain of the fields that matter.</param>
/// <param name="Findings">Remarks on this order alone.</param>
public sealed partial record UnderstoodOrder(CanonicalOrder Order, decimal Confidence, IReadOnlyList<Finding> Findings)
{
    /// <summary>True where lines, and the lines that findings name, are counted from this piece of the order, which may not be its first.</summary>
    public bool CountsFromItself { get; init; }

    /// <summary>Of each line whether the document states its number; null where it states none.</summary>
    public IReadOnlyList<bool>? Numbered { get; init; }

    /// <summary>This piece as it stands behind so many lines of its order: line numbers that the document states stay as they are.</summary>
    public UnderstoodOrder Behind(int lines)
    {
        if (!CountsFromItself || lines == 0)
        {
            return this;
        }

        var order = Order with { Lines = [.. Order.Lines.Select((line, at) => Numbered?[at] == true ? line : line with { LineNumber = line.LineNumber + lines })] };
        return this with { Order = order, Findings = [.. Findings.Select(finding => finding with { Field = Further(finding.Field, lines) })] };
    }

    private static string? Further(string? field, int lines) => field is not null && Line().Match(field) is { Success: true } match
        ? string.Create(CultureInfo.InvariantCulture, $"lines[{int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) + lines}]{field[match.Length..]}")
        : field;

    [GeneratedRegex(@"^lines\[(\d{1,7})\]")]
    private static partial Regex Line();
}

/// <summary>
/// A document being understood. <see cref="Orders"/> streams: it is enumerated once, and <see cref="Findings"/>,
/// <see cref="Confidence"/> and <see cref="Refusal"/> are complete when it has ended.
/// An order whose rows do not stand together may be yielded again with further lines: same order number, later lines only.
/// </summary>
public abstract class UnderstoodDocument : IDisposable
{
    /// <summary>Remarks on the document as a whole.</summary>
    public abstract IReadOnlyList<Finding> Findings { get; }

    /// <summary>0 to 1, the least of its orders; 0 where no order was found.</summary>
    public abstract decimal Confidence { get; }

    /// <summary>
    /// Set where the document is not to become orders by itself: <see cref="Severity.Hold"/> (a delivery note, a template to ask about)
    /// or <see cref="Severity.Reject"/> (a price list); its orders, if any, are shown with that outcome. Null for an order document.
    /// May be set before enumeration ends and then holds for every order already yielded.
    /// </summary>
    public abstract Finding? Refusal { get; }

    /// <summary>The orders in order of first appearance.</summary>
    /// <exception cref="UnreadableWorkbookException">The file cannot be read on.</exception>
    public abstract IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the document holds open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Turns a table document into orders: the default path that needs no mapping file, or a compiled mapping file.</summary>
public interface IDocumentReader
{
    /// <summary>Starts to read; the document owns the file from here on.</summary>
    /// <param name="open">Opens the workbook from the start; called again where a decision was contradicted and the file is re-read.</param>
    /// <param name="context">What is known besides the content.</param>
    UnderstoodDocument Read(Func<WorkbookCursor> open, UnderstandingContext context);
}
