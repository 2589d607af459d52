using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>
/// The child's side: reads files on request and streams their rows out. It ends when its input closes, so that it never
/// outlives the hub, and when a file has left it too large to be worth keeping.
/// </summary>
public static class ReadingProcess
{
    /// <summary>Argument that makes the hub's executable a reading process.</summary>
    public const string Verb = "--read-workbook";

    private const int BatchBytes = 32 << 10;
    private const int AheadBytes = 8 << 20;
    private const long KeptHeapBytes = 96L << 20;

    /// <summary>Serves requests until the input closes; returns the exit code.</summary>
    public static int Run(Stream input, Stream output, IWorkbookOpener opener)
    {
        using var requests = new RequestQueue(input);
        using var ahead = new AheadStream(output, AheadBytes);
        var writer = new FrameWriter(ahead);
        try
        {
            var fit = true;
            while (fit && requests.Next() is { } job)
            {
                fit = Serve(job.Request, job.Stopped, opener, writer);
                writer.Byte(fit ? (byte)1 : (byte)0);
                writer.Send(FrameKind.End);
            }

            return 0;
        }
        catch (IOException)
        {
            // The hub closed the pipe while rows were on their way: nobody is left to tell.
            return 0;
        }
    }

    private static bool Serve(ReadRequest request, CancellationToken stopped, IWorkbookOpener opener, FrameWriter writer)
    {
        var sent = 0;
        WorkbookCursor? cursor = null;
        try
        {
            cursor = opener.Open(request.Path, request.Name, request.Limits, stopped);
            writer.Text(cursor.Format);
            writer.Text(cursor.Encoding);
            writer.Send(FrameKind.Opened);
            Stream(cursor, writer, ref sent);
        }
        catch (UnreadableWorkbookException error)
        {
            SendFindings(cursor, writer, ref sent);
            Fail(writer, error.Finding);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (OutOfMemoryException)
        {
            Fail(writer, WorkbookFindings.ReaderStopped.At(null, null, "it needed too much memory", "内存超出上限"));
            return false;
        }
        catch (IOException error)
        {
            Fail(writer, WorkbookFindings.ReaderStopped.At(null, null, error.Message, "文件无法打开"));
        }
        finally
        {
            cursor?.Dispose();
        }

        return GC.GetTotalMemory(false) < KeptHeapBytes;
    }

    private static void Stream(WorkbookCursor cursor, FrameWriter writer, ref int sent)
    {
        var rows = new RowEncoder(writer);
        while (cursor.MoveNextSheet())
        {
            writer.Text(cursor.Sheet.Name);
            writer.Number((uint)cursor.Sheet.Index);
            writer.Byte(cursor.Sheet.Hidden ? (byte)1 : (byte)0);
            writer.Send(FrameKind.Sheet);
            rows.Reset();
            try
            {
                while (cursor.MoveNextRow())
                {
                    rows.Write(cursor.Row);
                    if (writer.Length >= BatchBytes)
                    {
                        writer.Send(FrameKind.Rows);
                    }
                }
            }
            finally
            {
                // What was read before the file broke is worth showing.
                if (writer.Length > 0)
                {
                    writer.Send(FrameKind.Rows);
                }
            }

            SendFindings(cursor, writer, ref sent);
            foreach (var merge in cursor.Merges)
            {
                writer.Number((uint)merge.FirstRow);
                writer.Number((uint)merge.LastRow);
                writer.Number((uint)merge.FirstColumn);
                writer.Number((uint)merge.LastColumn);
            }

            writer.Send(FrameKind.SheetEnd);
        }

        SendFindings(cursor, writer, ref sent);
    }

    private static void SendFindings(WorkbookCursor? cursor, FrameWriter writer, ref int sent)
    {
        for (; cursor is not null && sent < cursor.Findings.Count; sent++)
        {
            writer.Finding(cursor.Findings[sent]);
        }

        if (writer.Length > 0)
        {
            writer.Send(FrameKind.Findings);
        }
    }

    private static void Fail(FrameWriter writer, Finding finding)
    {
        writer.Finding(finding);
        writer.Send(FrameKind.Failed);
    }
}
