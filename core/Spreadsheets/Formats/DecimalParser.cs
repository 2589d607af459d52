namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>Numbers as workbooks store them (invariant, optional exponent) to decimal with the 15 significant digits that Excel keeps.</summary>
internal static class DecimalParser
{
    private const int SignificantDigits = 15;
    private static readonly ulong[] Powers = BuildPowers();

    /// <summary>Parses straight from UTF-8; false where it is no number or a decimal cannot hold it.</summary>
    /// <param name="text">Digits with optional sign, point and exponent; blanks around are allowed.</param>
    /// <param name="value">The number.</param>
    /// <param name="lostDigits">True where a whole number had more digits than are kept.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value, out bool lostDigits)
    {
        value = 0;
        lostDigits = false;
        var i = 0;
        while (i < text.Length && text[i] <= ' ')
        {
            i++;
        }

        var negative = i < text.Length && text[i] == (byte)'-';
        if (negative || (i < text.Length && text[i] == (byte)'+'))
        {
            i++;
        }

        ulong mantissa = 0;
        int digits = 0, kept = 0, exponent = 0;
        int dropped = -1;
        var rest = false;
        var point = false;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                if (text[i] != (byte)'.' || point)
                {
                    break;
                }

                point = true;
                continue;
            }

            digits++;
            if (kept < SignificantDigits)
            {
                mantissa = (mantissa * 10) + digit;
                kept += mantissa == 0 ? 0 : 1;
                exponent -= point ? 1 : 0;
            }
            else
            {
                if (dropped < 0)
                {
                    dropped = (int)digit;
                }
                else
                {
                    rest |= digit != 0;
                }

                exponent += point ? 0 : 1;
            }
        }

        if (digits == 0 || !TakeExponent(text, ref i, ref exponent))
        {
            return false;
        }

        lostDigits = !point && exponent > 0 && dropped >= 0 && (dropped > 0 || rest);
        if (dropped >= 5)
        {
            mantissa++;
        }

        return Build(mantissa, exponent, negative, out value);
    }

    private static bool TakeExponent(ReadOnlySpan<byte> text, ref int i, ref int exponent)
    {
        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            i++;
            var minus = i < text.Length && text[i] == (byte)'-';
            if (minus || (i < text.Length && text[i] == (byte)'+'))
            {
                i++;
            }

            var start = i;
            var stated = 0;
            while (i < text.Length && (uint)(text[i] - '0') <= 9)
            {
                stated = Math.Min(100_000, (stated * 10) + (text[i++] - '0'));
            }

            if (i == start)
            {
                return false;
            }

            exponent += minus ? -stated : stated;
        }

        while (i < text.Length && text[i] <= ' ')
        {
            i++;
        }

        return i == text.Length;
    }

    private static bool Build(ulong mantissa, int exponent, bool negative, out decimal value)
    {
        value = 0;
        if (mantissa == 0)
        {
            return true;
        }

        while (exponent < 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }

        if (exponent < -28)
        {
            // Smaller than a decimal's last place: what a spreadsheet shows as zero.
            while (exponent < -28 && mantissa != 0)
            {
                mantissa = (mantissa + 5) / 10;
                exponent++;
            }

            if (mantissa == 0)
            {
                return true;
            }
        }

        if (exponent <= 0)
        {
            value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)-exponent);
            return true;
        }

        if (exponent > 28)
        {
            return false;
        }

        var whole = (UInt128)mantissa;
        for (var left = exponent; left > 0; left -= 15)
        {
            whole *= Powers[Math.Min(left, 15)];
            if (whole >> 96 != 0)
            {
                return false;
            }
        }

        value = new decimal((int)(uint)whole, (int)(uint)(whole >> 32), (int)(uint)(whole >> 64), negative, 0);
        return true;
    }

    private static ulong[] BuildPowers()
    {
        var powers = new ulong[16];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
