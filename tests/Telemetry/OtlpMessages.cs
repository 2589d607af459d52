namespace IntegrationHub.Tests.Telemetry;

/// <summary>Kinds of spans by their numbers in OTLP.</summary>
internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

/// <summary>A span as a collector gets it.</summary>
internal sealed record CollectedSpan(
    string TraceId, string SpanId, string ParentId, string Name, SpanKind Kind, IReadOnlyDictionary<string, object> Attributes, bool IsError,
    IReadOnlyList<string> Links, string Scope, IReadOnlyDictionary<string, object> Resource);

/// <summary>One number of a metric as a collector gets it.</summary>
internal sealed record CollectedPoint(string Name, string Unit, double Value, IReadOnlyDictionary<string, object> Attributes);

/// <summary>Reads exports, by the field numbers of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    public static List<CollectedSpan> Spans(ReadOnlySpan<byte> export)
    {
        var spans = new List<CollectedSpan>();
        var request = new ProtoReader(export);
        while (request.Next())
        {
            var resource = new Dictionary<string, object>();
            var whole = new ProtoReader(request.Bytes);
            while (whole.Next())
            {
                if (whole.Field == 1)
                {
                    resource = Attributes(whole.Bytes, 1);
                }
                else if (whole.Field == 2)
                {
                    ReadScope(whole.Bytes, resource, spans);
                }
            }
        }

        return spans;
    }

    public static List<CollectedPoint> Points(ReadOnlySpan<byte> export)
    {
        var points = new List<CollectedPoint>();
        var request = new ProtoReader(export);
        while (request.Next())
        {
            var resource = new ProtoReader(request.Bytes);
            while (resource.Next())
            {
                var scope = new ProtoReader(resource.Field == 2 ? resource.Bytes : []);
                while (scope.Next())
                {
                    if (scope.Field == 2)
                    {
                        ReadMetric(scope.Bytes, points);
                    }
                }
            }
        }

        return points;
    }

    private static void ReadScope(ReadOnlySpan<byte> bytes, Dictionary<string, object> resource, List<CollectedSpan> spans)
    {
        var name = "";
        var scope = new ProtoReader(bytes);
        while (scope.Next())
        {
            if (scope.Field == 1)
            {
                var described = new ProtoReader(scope.Bytes);
                while (described.Next())
                {
                    name = described.Field == 1 ? described.Text : name;
                }
            }
            else if (scope.Field == 2)
            {
                spans.Add(ReadSpan(scope.Bytes) with { Scope = name, Resource = resource });
            }
        }
    }

    private static CollectedSpan ReadSpan(ReadOnlySpan<byte> bytes)
    {
        var (trace, id, parent, name, kind, isError) = ("", "", "", "", SpanKind.Unspecified, false);
        var links = new List<string>();
        var span = new ProtoReader(bytes);
        while (span.Next())
        {
            switch (span.Field)
            {
                case 1:
                    trace = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 2:
                    id = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 4:
                    parent = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 5:
                    name = span.Text;
                    break;
                case 6:
                    kind = (SpanKind)span.Number;
                    break;
                case 13:
                    links.Add(LinkOf(span.Bytes));
                    break;
                case 15:
                    isError = IsErrorStatus(span.Bytes);
                    break;
            }
        }

        return new CollectedSpan(trace, id, parent, name, kind, Attributes(bytes, 9), isError, links, "", new Dictionary<string, object>());
    }

    private static string LinkOf(ReadOnlySpan<byte> bytes)
    {
        var link = new ProtoReader(bytes);
        var trace = "";
        while (link.Next())
        {
            trace = link.Field == 1 ? Convert.ToHexStringLower(link.Bytes) : trace;
        }

        return trace;
    }

    private static bool IsErrorStatus(ReadOnlySpan<byte> bytes)
    {
        var status = new ProtoReader(bytes);
        var code = 0ul;
        while (status.Next())
        {
            code = status.Field == 3 ? status.Number : code;
        }

        return code == 2;
    }

    private static void ReadMetric(ReadOnlySpan<byte> bytes, List<CollectedPoint> points)
    {
        var (name, unit) = ("", "");
        var metric = new ProtoReader(bytes);
        while (metric.Next())
        {
            switch (metric.Field)
            {
                case 1:
                    name = metric.Text;
                    break;
                case 3:
                    unit = metric.Text;
                    break;
                case 5 or 7 or 9:
                    var data = new ProtoReader(metric.Bytes);
                    while (data.Next())
                    {
                        if (data.Field == 1)
                        {
                            points.Add(PointOf(name, unit, data.Bytes, isHistogram: metric.Field == 9));
                        }
                    }

                    break;
            }
        }
    }

    private static CollectedPoint PointOf(string name, string unit, ReadOnlySpan<byte> bytes, bool isHistogram)
    {
        var value = 0d;
        var point = new ProtoReader(bytes);
        while (point.Next())
        {
            value = (isHistogram, point.Field) switch
            {
                (true, 4) => point.Number,
                (false, 4) => point.Double,
                (false, 6) => (long)point.Number,
                _ => value,
            };
        }

        return new CollectedPoint(name, unit, value, Attributes(bytes, isHistogram ? 9 : 7));
    }

    private static Dictionary<string, object> Attributes(ReadOnlySpan<byte> bytes, int field)
    {
        var attributes = new Dictionary<string, object>();
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            if (message.Field != field)
            {
                continue;
            }

            var (key, value) = ("", (object)"");
            var pair = new ProtoReader(message.Bytes);
            while (pair.Next())
            {
                if (pair.Field == 1)
                {
                    key = pair.Text;
                }
                else
                {
                    value = ValueOf(pair.Bytes);
                }
            }

            attributes[key] = value;
        }

        return attributes;
    }

    private static object ValueOf(ReadOnlySpan<byte> bytes)
    {
        var any = new ProtoReader(bytes);
        return any.Next()
            ? any.Field switch
            {
                1 => any.Text,
                2 => any.Number != 0,
                3 => (long)any.Number,
                4 => any.Double,
                _ => Convert.ToHexStringLower(any.Bytes),
            }
            : "";
    }
}
