using System.Collections.Frozen;
using System.Text;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Ways to write a unit → UN/ECE Recommendation 20 code (packages: X + Recommendation 21).</summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, string> Codes = Build(
        "EA: ea each 每个 每",
        "C62: pc pcs pce pces piece pieces unit units 个 個 件 只 隻 支 枝 枚 颗 顆 粒 台 臺 把 条 條 根 块 塊 片 本 個入 ヶ ケ 개 st stk stck stück stueck pièce pièces piece(s) u ud uds unidad unidades pieza piezas pza pzas un und peça peças pz pezzo pezzi nr szt sztuk sztuka cái chiếc шт штук штука",
        "SET: set sets 套 組 组 セット 세트 satz garnitur jeu jeux juego juegos conjunto zestaw kpl komplet bộ компл комплект",
        "PR: pr pair pairs 双 雙 对 對 足 켤레 paar paire paires par pares paio paia para đôi пара пар",
        "DZN: dz dozen 打 dutzend douzaine docena dúzia",
        "MIL: mille 千个 千個 kpcs",
        "KGM: kg kgs kilogram kilogramm kilo 公斤 千克 килограмм кг キロ",
        "GRM: g gr gram gramm 克 г",
        "TNE: t ton tons tonne tonnes 吨 噸 公吨 mt тонна т",
        "LBR: lb lbs pound 磅",
        "MTR: m meter metre mètre metro metr 米 公尺 м メートル 미터 mét",
        "CMT: cm 厘米 公分 см",
        "MMT: mm 毫米 мм",
        "KMT: km 千米 公里 км",
        "FOT: ft foot feet 英尺",
        "INH: inch in 英寸",
        "YRD: yd yard yards 码 碼",
        "MTK: m2 m² sqm 平方米 平米 平方 м2 ㎡ qm",
        "MTQ: m3 m³ cbm 立方米 立方 м3 ㎥",
        "LTR: l ltr liter litre litro 升 公升 л",
        "MLT: ml 毫升 мл",
        "ST: sheet sheets 张 張 枚葉 blatt feuille hoja foglio arkusz tờ лист",
        "RO: roll rolls 卷 捲 rolle rollen rouleau rollo rotolo rolka cuộn рулон 롤 ロール",
        "XBX: box boxes bx 盒 schachtel boîte boite caja cajas caixa scatola pudełko hộp 箱入 박스",
        "XCT: ctn ctns carton cartons 箱 karton kartons cartón cartone thùng короб ケース",
        "XPK: pack packs pk pkg package 包 paket paquet paquete pacote pacco paczka opak gói уп упак упаковка パック 팩",
        "XBG: bag bags 袋 beutel sac bolsa saco sacco worek bao túi мешок",
        "XBO: bottle bottles 瓶 flasche bouteille botella garrafa bottiglia butelka chai бутылка",
        "XCA: can cans 罐 听 聽 dose",
        "XBA: barrel 桶 fass fût",
        "XDR: drum drums",
        "XPX: pallet pallets plt 托 栈板 棧板 palette paleta pallet(s) поддон",
        "XBE: bundle bundles 捆 扎 bund",
        "HUR: h hr hrs hour hours std stunde stunden 小时 小時 工时 heure hora ora godz",
        "DAY: day days 天 tag tage jour día dia giorno");

    private static readonly FrozenSet<string> Known = Codes.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The code; null when the text is no unit the hub knows. A code itself is also understood.</summary>
    public static string? Find(string text)
    {
        if (Codes.TryGetValue(text, out var asWritten))
        {
            return asWritten;
        }

        var key = Key(text);
        return Codes.GetValueOrDefault(key) ?? (Known.TryGetValue(key.ToUpperInvariant(), out var code) ? code : null);
    }

    private static FrozenDictionary<string, string> Build(params string[] rows)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var colon = row.IndexOf(':', StringComparison.Ordinal);
            foreach (var alias in row[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                result.TryAdd(Key(alias), row[..colon]);
            }
        }

        return result.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Key(string text) =>
        text.Normalize(NormalizationForm.FormKC).Trim().TrimEnd('.').Trim('(', ')', '[', ']', '/', ' ').ToLowerInvariant();
}
