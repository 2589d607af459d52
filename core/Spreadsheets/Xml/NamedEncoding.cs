using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>Encodings by the name that a file states. UTF-7 is left out: it hides markup from every scanner.</summary>
internal static class NamedEncoding
{
    public static Encoding? Find(string name)
    {
        name = name.Trim().ToLowerInvariant() switch
        {
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" or "ms936" => "gb18030",
            "shift-jis" or "sjis" or "x-sjis" or "ms932" or "windows-31j" or "cp932" => "shift_jis",
            "ks_c_5601-1987" or "cp949" or "uhc" or "windows-949" or "ms949" => "ks_c_5601-1987",
            "big5-hkscs" or "cp950" => "big5",
            "utf8" => "utf-8",
            "unicode" => "utf-16",
            var other => other,
        };
        if (name is "utf-7" or "utf7" or "unicode-1-1-utf-7")
        {
            return null;
        }

        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } found)
        {
            return found;
        }

        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
