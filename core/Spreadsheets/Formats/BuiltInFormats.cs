namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>
/// Format codes of the ids that files use without declaring them (ECMA-376 part 1, 18.8.30). 27-36 and 50-58 are dates in
/// every East Asian locale and unused elsewhere.
/// </summary>
internal static class BuiltInFormats
{
    public static string? Code(int id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 or 6 => "#,##0",
        7 or 8 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 => "yyyy\"年\"m\"月\"",
        28 or 29 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 or 35 => "h:mm",
        36 => "yyyy\"年\"m\"月\"",
        37 or 38 => "#,##0",
        39 or 40 => "#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        50 or 57 => "yyyy\"年\"m\"月\"",
        51 or 53 or 54 or 58 => "m\"月\"d\"日\"",
        52 => "yyyy\"年\"m\"月\"",
        55 or 56 => "h\"时\"mm\"分\"",
        _ => null,
    };
}
