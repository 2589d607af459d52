namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// Units that orders use, as coded by UN/ECE Recommendation 20; packages carry an X before their Recommendation 21 code.
/// </summary>
internal static class Rec20
{
    private const string List =
        // counting
        "C62 H87 EA PR NPR SET KT DZN GRO GGR CEN MIL MIO T3 TPR AS LO HD TP NMP P1 PTN LEF RM QR ST STC STK NF NL NT "
        // mass
        + "KGM GRM MGM DTN TNE LTN STN LBR ONZ CTM HKM APZ CWI CWA DAD DG KTN MC STI GRN "
        // length
        + "MTR KMT DMT CMT MMT 4H C45 INH FOT YRD SMI NMI LM LF LY LK "
        // area
        + "MTK CMK MMK DMK KMK HAR ARE FTK INK YDK ACR MIK "
        // volume
        + "LTR MLT CLT DLT HLT MTQ CMQ DMQ MMQ FTQ INQ YDQ GLL GLI PTL PTI QTL QTI OZA OZI BLL BLD BUA BUI K6 4G MAL NM3 Q3 "
        // time
        + "SEC MIN HUR DAY WEE MON QAN ANN E49 LH D03 "
        // energy, power, electricity
        + "KWH MWH GWH WHR JOU KJO MJ WTT KWT MAW VLT KVT AMP 4K KVA D46 B22 OHM FAR AMH "
        // temperature, pressure, speed, frequency, data
        + "CEL FAH KEL PAL BAR MBR ATM HTZ KHZ MHZ RPM MTS KMH KNT AD 2P 4L E34 "
        // services
        + "E48 LS ACT E51 E54 IE JOB OT PD SX B8 C0 E27 IP E50 E55 "
        // packages
        + "X1A X4B XAE XAM XAT XBA XBC XBE XBG XBH XBI XBJ XBK XBL XBN XBO XBR XBT XBU XBX XBY XCA XCG XCH XCI XCL XCN XCP XCQ XCR XCS XCT XCU "
        + "XCX XCY XDR XEN XFI XFP XGB XHG XHN XIN XJB XJC XJG XJR XJY XKG XLG XLT XMB XNE XOA XP2 XPA XPB XPC XPE XPF XPG XPH XPI XPK XPL XPO XPP "
        + "XPT XPU XPX XPY XRD XRL XRO XRT XSA XSC XSH XSK XSL XSM XST XSU XSV XSW XSX XTB XTC XTI XTK XTN XTR XTU XTY XUN XVA XVI XVP XVQ XWA XZZ";

    private static readonly HashSet<string> Codes = new(List.Split(' '), StringComparer.Ordinal);

    public static bool Contains(string code) => Codes.Contains(code);

    public static IEnumerable<string> All => Codes.Order(StringComparer.Ordinal);
}
