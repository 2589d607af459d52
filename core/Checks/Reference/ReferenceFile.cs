using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>
/// Reads a file of reference data: a workbook or text table (UTF-8, GB18030 …) with one table a sheet, or JSON. The table is the one
/// stated, else the one that sheet or file is named after, else the one whose headers these are.
/// </summary>
/// <param name="opener">Opens workbooks and text tables.</param>
/// <param name="lexicon">Words for units, currencies, months, yes and no.</param>
public sealed class ReferenceFile(IWorkbookOpener opener, Lexicon lexicon)
{
    private const long MaxJsonBytes = 256L << 20;

    /// <summary>Reads a file; what is wrong with it or its rows is a finding.</summary>
    /// <param name="path">A readable file.</param>
    /// <param name="name">The name that the caller gave it.</param>
    /// <param name="table">The table, where the caller states it.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public ReferenceData Read(string path, string name, ReferenceTable? table, CancellationToken cancellation)
    {
        var report = new ReferenceReport();
        var tables = new ReferenceTables(lexicon, report);
        using (var file = File.OpenRead(path))
        {
            if (IsJson(file) && file.Length <= MaxJsonBytes)
            {
                new ReferenceJson(tables, report).Read(file, name, table);
                return tables.Data;
            }
        }

        try
        {
            using var cursor = opener.Open(path, name, ReadLimits.Default, cancellation);
            new ReferenceSheets(tables, report).Read(cursor, name, table, cancellation);
        }
        catch (UnreadableWorkbookException unreadable)
        {
            report.Add(unreadable.Finding);
        }

        return tables.Data;
    }

    /// <summary>True where the first character that is not blank opens an object or array; the stream is left where JSON begins.</summary>
    private static bool IsJson(FileStream file)
    {
        Span<byte> head = stackalloc byte[64];
        var count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var start = head[..count].StartsWith(mark) ? mark.Length : 0;
        file.Position = start;
        return head[start..count].TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }
}
