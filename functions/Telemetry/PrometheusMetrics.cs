using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>
/// Collects what the hub's meters report and writes it as Prometheus text (exposition format 0.0.4). Runtime meters of the
/// framework are included by name.
/// </summary>
internal sealed class PrometheusMetrics : IDisposable
{
    private static readonly double[] Buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly ConcurrentDictionary<string, Family> _families = new();
    private readonly MeterListener _listener = new();

    public PrometheusMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("IntegrationHub", StringComparison.Ordinal) || instrument.Meter.Name == "System.Runtime")
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new Family(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((Family)family!).Of(tags).Add(value));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((Family)family!).Of(tags).Add(value));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((Family)family!).Of(tags).Add(value));
        _listener.Start();
    }

    /// <summary>The text as it stands now; observable instruments are asked first.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(16_384);
        foreach (var family in _families.Values.Select(family => family.Series).Where(family => family.Length > 0).OrderBy(family => family[0].Name, StringComparer.Ordinal))
        {
            var first = family[0];
            text.Append("# HELP ").Append(first.Name).Append(' ').Append(first.Help).Append('\n');
            text.Append("# TYPE ").Append(first.Name).Append(' ').Append(first.Type).Append('\n');
            foreach (var series in family.OrderBy(series => series.Labels, StringComparer.Ordinal))
            {
                series.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Identifier(name)).Append("=\"");
            text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
            text.Append('"');
        }

        return text.ToString();
    }

    private static string Identifier(string name) =>
        string.Create(name.Length, name, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
            }
        });

    /// <summary>The series of one instrument. They are few: looking through them makes no text for each measurement.</summary>
    private sealed class Family(Instrument instrument)
    {
        private readonly Lock _lock = new();
        private Series[] _series = [];

        public Series[] Series => Volatile.Read(ref _series);

        public Series Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Find(tags) is { } known)
            {
                return known;
            }

            lock (_lock)
            {
                if (Find(tags) is not { } series)
                {
                    series = PrometheusMetrics.Series.Of(instrument, tags.ToArray());
                    Volatile.Write(ref _series, [.. _series, series]);
                }

                return series;
            }
        }

        private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var series in Series)
            {
                if (series.Has(tags))
                {
                    return series;
                }
            }

            return null;
        }
    }

    private sealed class Series(string name, KeyValuePair<string, object?>[] tags, string labels, string type, string help, bool sums)
    {
        private readonly long[] _counts = new long[Buckets.Length + 1];
        private readonly Lock _lock = new();
        private double _value;
        private long _count;

        public string Name => name;

        public string Labels => labels;

        public string Type => type;

        public string Help => help;

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != tags.Length)
            {
                return false;
            }

            for (var i = 0; i < tags.Length; i++)
            {
                if (tags[i].Key != others[i].Key || !Equals(tags[i].Value, others[i].Value))
                {
                    return false;
                }
            }

            return true;
        }

        public static Series Of(Instrument instrument, KeyValuePair<string, object?>[] tags)
        {
            var kind = instrument.GetType().Name;
            var type = kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
                : kind is ['C', ..] || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
                : "gauge";

            // Observable instruments state their total; the others state what is new.
            var sums = !kind.StartsWith("Observable", StringComparison.Ordinal) && !kind.StartsWith("Gauge", StringComparison.Ordinal);
            var name = Identifier(instrument.Name) + (instrument.Unit is "s" ? "_seconds" : instrument.Unit is "By" ? "_bytes" : "")
                + (type == "counter" ? "_total" : "");
            return new Series(name, tags, PrometheusMetrics.Labels(tags), type, (instrument.Description ?? instrument.Name).ReplaceLineEndings(" "), sums);
        }

        public void Add(double value)
        {
            lock (_lock)
            {
                _value = sums ? _value + value : value;
                _count++;
                if (type == "histogram")
                {
                    var bucket = Array.BinarySearch(Buckets, value);
                    _counts[bucket < 0 ? ~bucket : bucket]++;
                }
            }
        }

        public void Write(StringBuilder text)
        {
            lock (_lock)
            {
                if (type != "histogram")
                {
                    Line(text, name, labels, _value);
                    return;
                }

                var cumulated = 0L;
                for (var i = 0; i < _counts.Length; i++)
                {
                    cumulated += _counts[i];
                    var bound = i < Buckets.Length ? Buckets[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    Line(text, name + "_bucket", (labels.Length == 0 ? "" : labels + ",") + $"le=\"{bound}\"", cumulated);
                }

                Line(text, name + "_sum", labels, _value);
                Line(text, name + "_count", labels, _count);
            }
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0)
            {
                text.Append('{').Append(labels).Append('}');
            }

            text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
