using System.Collections.Frozen;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Fingerprints;

/// <summary>
/// Under which key a customer's orders are filed. What the document says comes first, so that the key of a document stays the same
/// whether or not reference data was loaded in between; the sender stands in where it says nothing.
/// </summary>
internal static class CustomerIdentity
{
    // An address there names a person, the domain says nothing about the company.
    private static readonly FrozenSet<string> PublicMail = FrozenSet.ToFrozenSet(
        [
            "QQ.COM", "163.COM", "126.COM", "YEAH.NET", "SINA.COM", "SINA.CN", "SOHU.COM", "139.COM", "189.CN", "FOXMAIL.COM", "ALIYUN.COM",
            "TOM.COM", "GMAIL.COM", "GOOGLEMAIL.COM", "OUTLOOK.COM", "HOTMAIL.COM", "LIVE.COM", "MSN.COM", "YAHOO.COM", "YAHOO.CO.JP",
            "ICLOUD.COM", "ME.COM", "AOL.COM", "PROTON.ME", "GMX.DE", "GMX.NET", "WEB.DE", "T-ONLINE.DE", "ORANGE.FR", "FREE.FR", "WANADOO.FR",
            "LAPOSTE.NET", "LIBERO.IT", "WP.PL", "ONET.PL", "O2.PL", "INTERIA.PL", "NAVER.COM", "DAUM.NET", "HANMAIL.NET", "MAIL.RU",
            "YANDEX.RU", "UOL.COM.BR", "HOTMAIL.COM.BR", "TERRA.COM.BR",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PublicMailSpans =
        PublicMail.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True where anything tells who the customer is.</summary>
    public static bool IsKnown(Party? customer, string? sender) =>
        !string.IsNullOrWhiteSpace(sender)
        || (customer is not null
            && !(string.IsNullOrWhiteSpace(customer.Name) && string.IsNullOrWhiteSpace(customer.Code)
                && string.IsNullOrWhiteSpace(customer.TaxId) && string.IsNullOrWhiteSpace(customer.Email)));

    /// <summary>Appends the key of the document's customer; nothing where it is unknown.</summary>
    public static void Write(ref KeyText key, Party? customer, string? sender)
    {
        // Shops mask names ("张**"): such a name stands for many people.
        if (!string.IsNullOrWhiteSpace(customer?.Name) && !customer.Name.Contains('*', StringComparison.Ordinal))
        {
            key.Mark('n');
            key.Name(customer.Name);
        }
        else if (!string.IsNullOrWhiteSpace(customer?.Code))
        {
            WriteCode(ref key, customer.Code);
        }
        else if (!string.IsNullOrWhiteSpace(customer?.TaxId))
        {
            key.Mark('t');
            key.Name(customer.TaxId);
        }
        else
        {
            WriteSender(ref key, string.IsNullOrWhiteSpace(sender) ? customer?.Email : sender);
        }
    }

    /// <summary>Appends the key of a customer code.</summary>
    public static void WriteCode(ref KeyText key, string code)
    {
        key.Mark('c');
        key.Code(code);
    }

    private static void WriteSender(ref KeyText key, string? sender)
    {
        if (string.IsNullOrWhiteSpace(sender))
        {
            return;
        }

        using var address = new KeyText(stackalloc char[96]);
        address.Code(AddressOf(sender));
        var domain = address.Written[(address.Written.LastIndexOf('@') + 1)..];
        key.Mark('s');

        // Two people of one company are one customer; two people at a public mail service are not.
        key.Exact(domain.Length == address.Written.Length || PublicMailSpans.Contains(domain) ? address.Written : domain);
    }

    /// <summary>The bare address of <c>Name &lt;address&gt;</c>.</summary>
    private static string AddressOf(string sender)
    {
        var open = sender.LastIndexOf('<');
        var close = sender.LastIndexOf('>');
        return open >= 0 && close > open + 1 ? sender[(open + 1)..close] : sender;
    }
}
