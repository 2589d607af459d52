using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Grouping;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Names that stand without a label: the addressee with an honorific, and the letterhead in the first rows.</summary>
internal static class Addressee
{
    private static readonly string[] Honorifics = ["御中", "殿", "様", "귀중", "귀하", "台照", "台鉴"];

    /// <summary>How a company's legal form is written; a letterhead is recognised by it.</summary>
    private static readonly string[] LegalForms =
    [
        "有限公司", "有限责任公司", "股份公司", "集团", "株式会社", "有限会社", "(주)", "㈜", "주식회사", " GmbH", " AG", " KG", " Ltd", " Limited", " LLC", " Inc", " Corp", " Co.,", " S.A.",
        " S.L.", " S.p.A", " S.r.l", " SARL", " SAS", " Sp. z o.o", " S.A", " Lda", "ООО", "ОАО", "ЗАО", "CÔNG TY", "Công ty", " B.V.", " Oy", " AB",
        " BV", " NV", " N.V.", " Corporation", " Company", " Co-operative", " Cooperative", " Pty", " Pte", " PLC", " A/S", " ApS", " s.r.o", " Kft", " Ltda", " Srl", " SpA", " OHG", " GbR", " e.K.", " SIA", " UAB", "АО \"", "АО «", "ПАО", "ИП ", "ТОО",
    ];

    private static readonly string[] Superiors = ["Директору ", "Генеральному директору ", "Руководителю ", "Начальнику ", "Кому: ", "В "];

    private static readonly string[] InstitutionStarts =
    [
        "École", "Ecole", "Lycée", "Collège", "Mairie", "Commune de", "Université", "Hôpital", "Escuela", "Colegio", "Instituto", "Ayuntamiento", "Universidad", "Hospital", "Escola", "Câmara Municipal", "Município de", "Municipio de", "Junta de Freguesia", "Grand Hotel", "Hotel", "Hôtel", "Prefeitura", "Universidade",
        "Scuola", "Istituto", "Comune di", "Università", "Ospedale", "Gemeinde", "Stadt", "Universität", "Klinikum", "Krankenhaus", "Grundschule", "Gymnasium", "Szkoła", "Przedszkole", "Urząd", "Szpital", "Uniwersytet",
        "МБДОУ", "МБОУ", "МКОУ", "МАОУ", "МАДОУ", "ГБУЗ", "ГБОУ", "ФГБОУ", "ФГБУ", "МКУ", "МБУ", "Школа", "Детский сад", "Trường", "Bệnh viện", "University of", "City of", "Town of",
    ];

    /// <summary>The longest way down first: the canteen of a school, not the school.</summary>
    private static readonly string[] InstitutionEnds =
    [
        "食堂", "幼儿园", "小学", "中学", "学校", "学院", "大学", "医院", "研究所", "研究院", "酒店", "餐厅", "國小", "國中", "高中", "學校", "大學", "醫院", "病院", "学園", "保育園", "高等学校",
        "초등학교", "중학교", "고등학교", "대학교", "유치원", "어린이집", "병원", " Primary School", " High School", " School", " University", " College", " Hospital", " Council", " Academy",
    ];

    private static readonly string[] WorkshopEnds = ["厂", "廠", "商行", "经营部", "经销部", "门市部", "合作社", "商店", "超市", "卫生院", "卫生服务中心"];

    public static (string Name, string Where)? WithHonorific(SheetGrid grid, int firstHeaderRow)
    {
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow))
        {
            string? before = null;
            var at = 0;
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind != CellKind.Text || CellText.IsBlank(cell))
                {
                    continue;
                }

                var text = CellText.Of(cell);
                foreach (var honorific in Honorifics)
                {
                    if (string.Equals(text, honorific, StringComparison.Ordinal) && before is not null)
                    {
                        return (before, CellText.Place(grid.Info, at, row.Number));
                    }

                    if (text.EndsWith(honorific, StringComparison.Ordinal) && text.Length > honorific.Length + 1 && text.Length < 60)
                    {
                        return (text[..^honorific.Length].TrimEnd(' ', '\u3000'), CellText.Place(grid.Info, cell.Column, row.Number));
                    }
                }

                (before, at) = (text, cell.Column);
            }
        }

        return null;
    }

    /// <summary>
    /// A company name above the table that has no label: on the first rows, or anywhere above where the addressee is known, for then the
    /// other name is the sender's.
    /// </summary>
    public static (string Name, string Where)? Letterhead(SheetGrid grid, int firstHeaderRow, string? addressee, string? supplier)
    {
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow).Take(addressee is null ? 4 : 20))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind != CellKind.Text)
                {
                    continue;
                }

                var line = PartyText.Name(CellText.Of(cell).Split('\n')[0].Trim());
                if (line.Length is >= 4 and <= 60 && line.IndexOfAny([':', '：']) < 0 && !IsAddressee(line, addressee) && !IsAddressee(line, supplier)
                    && (LooksLikeCompany(line) || LooksLikeInstitution(line)) && SuperiorOf(line) is null)
                {
                    return (line, CellText.Place(grid.Info, cell.Column, row.Number));
                }
            }
        }

        return null;
    }

    /// <summary>A name without a legal form on the first row, which the goods go to: who prints its paper and is delivered to has ordered.</summary>
    public static (string Name, string Where)? Heading(SheetGrid grid, int firstHeaderRow, string? shipTo)
    {
        foreach (var row in grid.Rows.TakeWhile(r => r.Number < firstHeaderRow).Take(1))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is { Length: >= 4 and <= 60 } line && shipTo?.Contains(line, StringComparison.OrdinalIgnoreCase) == true)
                {
                    return (line, CellText.Place(grid.Info, cell.Column, row.Number));
                }
            }
        }

        return null;
    }

    /// <summary>The one company that signs below the table; null where several stand there.</summary>
    public static (string Name, string Where)? Signer(SheetGrid grid, int lastRow, string? supplier)
    {
        (string Name, string Where)? found = null;
        foreach (var row in grid.Rows.SkipWhile(r => r.Number <= lastRow))
        {
            foreach (ref readonly var cell in row.Cells)
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell).Split('\n')[0].Trim() is { Length: >= 4 and <= 60 } line && line.IndexOfAny([':', '：']) < 0
                    && LooksLikeCompany(line) && !IsAddressee(line, supplier))
                {
                    if (found is not null && found.Value.Name != line)
                    {
                        return null;
                    }

                    found = (line, CellText.Place(grid.Info, cell.Column, row.Number));
                }
            }
        }

        return found;
    }

    /// <summary>XX有限公司采购单: the company without the document's title behind it.</summary>
    public static string WithoutTitle(string line, Words words)
    {
        foreach (var form in LegalForms.Concat(InstitutionEnds))
        {
            var end = line.LastIndexOf(form, StringComparison.OrdinalIgnoreCase) + form.Length;
            if (end > form.Length && end < line.Length && (words.Document(line[end..]) is { Score: >= 0.6 } || words.DocumentAtEnd(line[end..]) is not null))
            {
                return line[..end];
            }
        }

        return line;
    }

    /// <summary>东湖学院（…）2023年教材订购明细表: the company or institution that a title begins with; null where it begins with none.</summary>
    public static string? FrontOf(string title)
    {
        foreach (var form in LegalForms.Concat(InstitutionEnds))
        {
            var end = title.IndexOf(form, StringComparison.OrdinalIgnoreCase) + form.Length;
            if (end > form.Length + 1 && end < title.Length && !char.IsAsciiLetter(title[end]))
            {
                return title[..end].Trim();
            }
        }

        return null;
    }

    /// <summary>"Директору ООО …": the firm whose director is addressed; null where none is.</summary>
    public static string? SuperiorOf(string line)
    {
        foreach (var salutation in Superiors)
        {
            if (line.StartsWith(salutation, StringComparison.OrdinalIgnoreCase) && LooksLikeCompany(line[salutation.Length..]))
            {
                return line[salutation.Length..].Trim();
            }
        }

        return null;
    }

    /// <summary>True for a school, a hospital, a town hall: who orders without a legal form.</summary>
    public static bool LooksLikeInstitution(string text) =>
        Array.Exists(InstitutionStarts, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase) && text.Length > s.Length && !char.IsLetterOrDigit(text[s.Length]))
        || Array.Exists(WorkshopEnds, e => text.Length > e.Length + 2 && text.EndsWith(e, StringComparison.Ordinal))
        || Array.Exists(InstitutionEnds, e => text.IndexOf(e, StringComparison.OrdinalIgnoreCase) > 1);

    /// <summary>True where the text holds a company's legal form.</summary>
    public static bool LooksLikeCompany(string text)
    {
        foreach (var form in LegalForms)
        {
            // " SARL" behind a name, or "SARL " before it.
            if (text.Contains(form, StringComparison.OrdinalIgnoreCase) || form[0] == ' ' && text.Length > form.Length && text[form.Length - 1] == ' ' && text.AsSpan().StartsWith(form.AsSpan(1), StringComparison.Ordinal))
            {
                return text.Length > form.Length + 1;
            }
        }

        return false;
    }

    private static bool IsAddressee(string line, string? addressee) =>
        Array.Exists(Honorifics, h => line.EndsWith(h, StringComparison.Ordinal)) || addressee is not null && line.Contains(addressee, StringComparison.Ordinal);
}
