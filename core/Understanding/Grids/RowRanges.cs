using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Understanding.Grids;

/// <summary>Row numbers as people write them: <c>5-9, 12</c>.</summary>
internal static class RowRanges
{
    private const int MaxRanges = 20;

    public static string Of(IReadOnlyList<int> rows)
    {
        var text = new StringBuilder();
        var ranges = 0;
        for (var i = 0; i < rows.Count;)
        {
            var last = i;
            while (last + 1 < rows.Count && rows[last + 1] == rows[last] + 1)
            {
                last++;
            }

            if (ranges++ == MaxRanges)
            {
                return text.Append(", …").ToString();
            }

            text.Append(ranges == 1 ? string.Empty : ", ").Append(CultureInfo.InvariantCulture, $"{rows[i]}");
            if (last > i)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{rows[last]}");
            }

            i = last + 1;
        }

        return text.ToString();
    }
}
