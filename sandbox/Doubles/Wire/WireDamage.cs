using System.Text;

namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Damages that an answer suffers on its way and that still look like an answer.</summary>
internal static class WireDamage
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;

    public static WireReply Of(WireReply reply, WireFault fault) => fault switch
    {
        WireFault.BadGateway => new WireReply(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray()),
        WireFault.Empty => reply with { Body = [] },
        WireFault.CutOff => reply with { Body = reply.Body[..(reply.Body.Length / 2)] },
        WireFault.WrongCharset => reply with { Body = Gbk.GetBytes(Encoding.UTF8.GetString(reply.Body)) },
        WireFault.RawControls => reply with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reply.Body).Replace("\\n", "\n", StringComparison.Ordinal)) },
        _ => reply,
    };
}
