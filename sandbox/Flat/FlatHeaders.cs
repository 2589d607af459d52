namespace IntegrationHub.Sandbox.Flat;

/// <summary>Header words of the flat file's 20 columns.</summary>
internal static class FlatHeaders
{
    public static IReadOnlyList<string> Of(string language) => language switch
    {
        "zh" =>
        [
            "订单号", "订单日期", "客户编码", "客户名称", "行号", "物料编码", "物料名称", "规格型号", "数量", "单位",
            "单价", "金额", "币种", "税率", "交货日期", "下单时间", "是否加急", "收货地址", "联系电话", "备注",
        ],
        "en" =>
        [
            "Order No.", "Order Date", "Customer Code", "Customer Name", "Line No.", "Item Code", "Description", "Specification", "Quantity", "Unit",
            "Unit Price", "Amount", "Currency", "Tax Rate", "Delivery Date", "Created At", "Urgent", "Ship To Address", "Phone", "Remarks",
        ],
        "de" =>
        [
            "Auftragsnummer", "Bestelldatum", "Kundennummer", "Kunde", "Pos.", "Artikelnummer", "Bezeichnung", "Spezifikation", "Menge", "Einheit",
            "Einzelpreis", "Gesamtpreis", "Währung", "MwSt.-Satz", "Liefertermin", "Erfasst am", "Eilauftrag", "Lieferadresse", "Telefon", "Bemerkung",
        ],
        _ => throw new ArgumentException($"flat files are written with headers in zh, en or de, not {language}"),
    };
}
