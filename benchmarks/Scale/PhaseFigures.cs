using System.Globalization;

namespace IntegrationHub.Benchmarks.Scale;

/// <summary>What one phase came to, and where its time went.</summary>
internal sealed record PhaseFigures
{
    /// <summary>Orders that came to their end.</summary>
    public required long Orders { get; init; }

    public required TimeSpan Wall { get; init; }

    /// <summary>Processor time of the instances with their reading processes.</summary>
    public required TimeSpan Hub { get; init; }

    /// <summary>Processor time of the database server.</summary>
    public required TimeSpan Database { get; init; }

    /// <summary>Processor time of this process: the doubles and the load.</summary>
    public required TimeSpan Doubles { get; init; }

    /// <summary>Share of the machine's processors that anybody used, 0 to 1.</summary>
    public required double Busy { get; init; }

    /// <summary>Share of the time at which the write lock was held.</summary>
    public required double Held { get; init; }

    public required IReadOnlyDictionary<string, double> Holder { get; init; }

    /// <summary>Bytes of write-ahead log.</summary>
    public required long Log { get; init; }

    /// <summary>Bytes by which the database grew.</summary>
    public required long Growth { get; init; }

    /// <summary>Requests to Service Bus over REST.</summary>
    public required int BusRequests { get; init; }

    public double PerSecond => Orders / Wall.TotalSeconds;

    /// <summary>Processor time of an order in the instances, milliseconds.</summary>
    public double HubCost => Hub.TotalMilliseconds / Orders;

    /// <summary>Processor time of an order in the database server, milliseconds.</summary>
    public double DatabaseCost => Database.TotalMilliseconds / Orders;

    /// <summary>For how long an order keeps all others from committing, milliseconds.</summary>
    public double LockCost => Held * Wall.TotalMilliseconds / Orders;

    /// <summary>What stands in the way of more, and how near the next thing is.</summary>
    public string Bottleneck()
    {
        var all = Wall.TotalSeconds * Environment.ProcessorCount;
        var others = Math.Max(0, Busy - ((Hub + Database + Doubles).TotalSeconds / all));
        var processors = Text(
            $"{Environment.ProcessorCount} processors {Busy:P0} busy: hub {Hub.TotalSeconds / all:P0}, database {Database.TotalSeconds / all:P0}, doubles and load {Doubles.TotalSeconds / all:P0}, others {others:P0}");
        var doing = string.Join(", ", Holder.OrderByDescending(pair => pair.Value).Take(3).Select(pair => Text($"{pair.Key} {pair.Value:P0}")));
        var holds = Text($"write lock held {Held:P0} of the time: {doing}");
        var name = Busy >= 0.85 ? "processors" : Held >= 0.75 ? "write lock of the database" : "round trips";
        return $"{name} ({processors}; {holds})";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
