namespace IntegrationHub.Core.Spreadsheets.Detection;

/// <summary>Formats told by their first bytes.</summary>
internal static class MagicNumbers
{
    private static readonly (byte[] Bytes, int At, KnownFormat Format)[] Table =
    [
        ([0x9B, .. " DRMONE"u8], 0, KnownFormat.Drm("Fasoo DRM")),
        ([.. "SCDSA"u8], 0, KnownFormat.Drm("SoftCamp Document Security")),
        ([.. "<DOCUMENT SAFER"u8], 0, KnownFormat.Drm("MarkAny Document SAFER")),
        ([.. "<## NASCA DRM FILE"u8], 0, KnownFormat.Drm("NASCA DRM")),
        ([.. "%TSD-Header-###%"u8], 0, KnownFormat.Drm("天锐绿盾 Tipray")),
        ([0x62, 0x14, 0x23, 0x65], 0, KnownFormat.Drm("亿赛通 E-SafeNet")),
        ([.. ".pfile"u8], 0, KnownFormat.Drm("Microsoft RMS")),
        ([.. "%PDF"u8], 0, KnownFormat.Other("a PDF document", "PDF 文档")),
        ([0x89, .. "PNG"u8], 0, KnownFormat.Other("an image (PNG)", "图片（PNG）")),
        ([0xFF, 0xD8, 0xFF], 0, KnownFormat.Other("an image (JPEG)", "图片（JPEG）")),
        ([.. "GIF8"u8], 0, KnownFormat.Other("an image (GIF)", "图片（GIF）")),
        ([.. "II*\0"u8], 0, KnownFormat.Other("an image (TIFF)", "图片（TIFF）")),
        ([.. "MM\0*"u8], 0, KnownFormat.Other("an image (TIFF)", "图片（TIFF）")),
        ([.. "WEBP"u8], 8, KnownFormat.Other("an image (WebP)", "图片（WebP）")),
        ([.. "ftyp"u8], 4, KnownFormat.Other("an image or video (HEIC/MP4)", "图片或视频（HEIC/MP4）")),
        ([.. "{\\rtf"u8], 0, KnownFormat.Other("a rich text document (RTF)", "RTF 文档")),
        ([.. "Rar!"u8], 0, KnownFormat.Other("a RAR archive", "RAR 压缩包")),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, KnownFormat.Other("a 7z archive", "7z 压缩包")),
        ([0xFD, .. "7zXZ"u8], 0, KnownFormat.Other("an xz archive", "xz 压缩包")),
        ([.. "BZh"u8], 0, KnownFormat.Other("a bzip2 archive", "bzip2 压缩包")),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, KnownFormat.Other("a zstd archive", "zstd 压缩包")),
        ([.. "MSCF"u8], 0, KnownFormat.Other("a cabinet archive", "CAB 压缩包")),
        ([.. "ustar"u8], 257, KnownFormat.Other("a tar archive", "tar 压缩包")),
        ([0x7F, .. "ELF"u8], 0, KnownFormat.Other("a program", "可执行程序")),
        ([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], 0, KnownFormat.Other("a shortcut instead of the file it points to", "快捷方式，而不是文件本身")),
        ([.. "SQLite format 3"u8], 0, KnownFormat.Other("a database (SQLite)", "数据库（SQLite）")),
        ([0, 1, 0, 0, .. "Standard "u8], 0, KnownFormat.Other("a database (Access)", "数据库（Access）")),
        ([.. "%!PS"u8], 0, KnownFormat.Other("a PostScript document", "PostScript 文档")),
        ([.. "HWP Document File"u8], 0, KnownFormat.Other("a Hangul word document (HWP)", "韩文 HWP 文档")),
        ([0, 0, 0x02, 0, 0x04, 0x04], 0, KnownFormat.Sheet("a Lotus 1-2-3 sheet (WKS)", "Lotus 1-2-3 表格（WKS）")),
        ([0, 0, 0x02, 0, 0x06, 0x04], 0, KnownFormat.Sheet("a Lotus 1-2-3 sheet (WK1)", "Lotus 1-2-3 表格（WK1）")),
        ([0, 0, 0x02, 0, 0x05, 0x04], 0, KnownFormat.Sheet("a Lotus Symphony sheet (WRK)", "Lotus Symphony 表格（WRK）")),
        ([0, 0, 0x1A, 0], 0, KnownFormat.Sheet("a Lotus 1-2-3 workbook (WK3, WK4, 123)", "Lotus 1-2-3 工作簿（WK3/WK4/123）")),
        ([0, 0, 0x02, 0, 0x20, 0x51], 0, KnownFormat.Sheet("a Quattro Pro sheet (WQ1)", "Quattro Pro 表格（WQ1）")),
        ([0, 0, 0x02, 0, 0x21, 0x51], 0, KnownFormat.Sheet("a Quattro Pro workbook (WQ2)", "Quattro Pro 工作簿（WQ2）")),
        ([0, 0, 0x02, 0, 0x01, 0x10], 0, KnownFormat.Sheet("a Quattro Pro workbook (WB1)", "Quattro Pro 工作簿（WB1）")),
        ([0, 0, 0x02, 0, 0x02, 0x10], 0, KnownFormat.Sheet("a Quattro Pro workbook (WB2)", "Quattro Pro 工作簿（WB2）")),
        ([0xFF, 0, 0x02, 0, 0x04, 0x04], 0, KnownFormat.Sheet("a Microsoft Works sheet (WKS)", "Microsoft Works 表格（WKS）")),
        ([.. "TABLE\r\n0,1"u8], 0, KnownFormat.Sheet("a DIF table", "DIF 表格")),
        ([.. "TABLE\n0,1"u8], 0, KnownFormat.Sheet("a DIF table", "DIF 表格")),
    ];

    public static KnownFormat? Find(ReadOnlySpan<byte> head, long length)
    {
        foreach (var (bytes, at, format) in Table)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
            {
                return format;
            }
        }

        if (head.Length >= 64 && head[0] == (byte)'M' && head[1] == (byte)'Z' && head.IndexOf("\0\0"u8) >= 0)
        {
            return KnownFormat.Other("a program", "可执行程序");
        }

        if (head.Length >= 54 && head[0] == (byte)'B' && head[1] == (byte)'M' && head[6..10].IndexOfAnyExcept((byte)0) < 0)
        {
            return KnownFormat.Other("an image (BMP)", "图片（BMP）");
        }

        if (head[..Math.Min(head.Length, 64)].IndexOf("E-SafeNet"u8) >= 0)
        {
            return KnownFormat.Drm("亿赛通 E-SafeNet");
        }

        return IsDbf(head, length) ? KnownFormat.Sheet("a dBASE table (DBF)", "dBASE 数据表（DBF）") : IsLockFile(head, length);
    }

    private static bool IsDbf(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 33 || head[0] is not (0x02 or 0x03 or 0x30 or 0x31 or 0x32 or 0x43 or 0x63 or 0x83 or 0x8B or 0x8E or 0xCB or 0xF5 or 0xFB))
        {
            return false;
        }

        var headerLength = head[8] | (head[9] << 8);
        return head[2] is >= 1 and <= 12 && head[3] is >= 1 and <= 31 && headerLength is >= 33 and < 65_000 && headerLength <= length
            && headerLength <= head.Length && head[headerLength - 1] is 0x0D or 0x00;
    }

    /// <summary>The owner file that Excel keeps beside an open workbook: a length byte and a name, 165 bytes in all.</summary>
    private static KnownFormat? IsLockFile(ReadOnlySpan<byte> head, long length) =>
        length == 165 && head.Length == 165 && head[0] is > 0 and < 55 && head[54] == (byte)' ' && head[55] == head[0]
            ? KnownFormat.Other("the lock file that Excel keeps beside an open workbook (~$)", "Excel 打开工作簿时的锁定文件（~$）")
            : null;
}
