using System.Globalization;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

/// <summary>What a person reads in a cell, whichever way it is written.</summary>
public sealed class Text_of_a_cell
{
    [Fact]
    public void Numbers_are_written_without_trailing_zeros_whatever_their_scale()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 5_000; i++)
        {
            var value = new decimal(random.Next(), random.Next(0, 3) == 0 ? random.Next() : 0, 0, random.Next(2) == 0, (byte)random.Next(0, 12));
            CellText.Number(value).ShouldBe(value.ToString("0.############################", CultureInfo.InvariantCulture));
        }

        CellText.Number(decimal.MaxValue).ShouldBe("79228162514264337593543950335");
        CellText.Number(new decimal(0, 0, 0, true, 0)).ShouldBe("0");
        CellText.Number(100m).ShouldBe("100");
        CellText.Number(1.50m).ShouldBe("1.5");
    }

    [Theory]
    [InlineData("46049", "2026-01-27")]
    [InlineData("46049.75", "2026-01-27 18:00:00")]
    [InlineData("59", "1900-02-28")]
    [InlineData("61", "1900-03-01")]
    [InlineData("2958465", "9999-12-31")]
    public void Days_are_iso_with_the_time_where_there_is_one(string serial, string text) =>
        CellText.Of(new Cell { Column = 0, Kind = CellKind.DateTime, Number = decimal.Parse(serial, CultureInfo.InvariantCulture) }).ShouldBe(text);

    [Theory]
    [InlineData("无锡")]
    [InlineData("\u3000无锡\u00A0")]
    [InlineData("\uFEFFPO-1\u200B")]
    [InlineData(" \t PO-1\r\n")]
    [InlineData("é1ä")]
    public void Blanks_of_every_kind_are_taken_off_both_ends(string text)
    {
        var cell = new Cell { Column = 0, Kind = CellKind.Text, Text = text };
        CellText.Of(cell).ShouldBe(text.Trim(' ', '\t', '\r', '\n', '\u00A0', '\u3000', '\uFEFF', '\u200B'));
        CellText.IsBlank(cell).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\u3000\u00A0\uFEFF\u200B")]
    public void A_text_of_blanks_is_blank(string text) => CellText.IsBlank(new Cell { Column = 0, Kind = CellKind.Text, Text = text }).ShouldBeTrue();
}
