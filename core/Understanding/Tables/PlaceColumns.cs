using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Two addresses in one row, one to bill and one to deliver to: their street, town and postcode are never mixed.</summary>
internal static class PlaceColumns
{
    private const double SetBack = 0.2;

    private static readonly Concept[] Places = [Concept.ShipTo, Concept.ShipToName, Concept.Country, Concept.Province, Concept.City, Concept.District, Concept.Postcode];

    /// <summary>What captions of the address on the invoice begin with or hold, in any of the languages.</summary>
    private static readonly string[] Billing = ["bill", "invoice", "rechnung", "factur", "fattur", "fatur", "cobran", "płatnik", "nabywc", "плательщ", "发票", "開票", "开票", "發票", "請求", "청구", "hóa đơn"];

    /// <summary>What captions of the address of delivery begin with or hold.</summary>
    private static readonly string[] Delivery =
        ["ship", "deliver", "recipient", "liefer", "empf", "versand", "livr", "expéd", "exped", "envio", "envío", "entrega", "destin", "consegna", "spedi", "dostaw", "wysył", "odbior", "достав", "получ", "收货", "收貨", "送货", "送貨", "配送", "届", "お届け", "배송", "수령", "받는", "giao", "nhận"];

    /// <summary>Where the table has an address of delivery, what belongs to the address on the invoice is no part of it.</summary>
    public static void Settle(List<ColumnAssigner.Option> options)
    {
        if (!options.Exists(o => IsPlace(o.Concept) && Says(o.Header, Delivery) && !Says(o.Header, Billing)))
        {
            return;
        }

        foreach (var option in options.Where(o => IsPlace(o.Concept) && Says(o.Header, Billing)))
        {
            option.Score *= SetBack;
        }
    }

    private static bool IsPlace(Concept concept) => Array.IndexOf(Places, concept) >= 0;

    private static bool Says(HeaderCell header, string[] words) => Array.Exists(words, w => header.Text.Contains(w, StringComparison.OrdinalIgnoreCase));
}
