using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Shared_strings
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1 << 20, 2)]
    [InlineData(64 << 20, 3)]
    public void Are_the_same_in_memory_and_on_disk_in_whatever_order_they_are_asked_for(int inMemory, int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 4_000).Select(i => Text(i, random)).ToArray();
        int[] asked = [.. Enumerable.Range(0, texts.Length), .. Enumerable.Range(0, 4_000).Select(_ => random.Next(texts.Length))];
        var rows = string.Concat(asked.Select((index, at) => $"<row r=\"{at + 1}\"><c r=\"A{at + 1}\" t=\"s\"><v>{index}</v></c></row>"));

        var read = Opened.From(
            new XlsxFile(rows).Strings([.. texts.Select(text => $"<t>{text}</t>")]).ToBytes(),
            limits: ReadLimits.Default with { SharedStringsInMemoryBytes = inMemory, MaxCompressionRatio = 100_000 }).Only.Texts;

        read.Length.ShouldBe(asked.Length);
        Enumerable.Range(0, asked.Length).Where(at => read[at] != texts[asked[at]]).ShouldBeEmpty();
    }

    // Some longer than a page of the file, a few longer than its pages in a row; lengths of one, two and three bytes.
    private static string Text(int number, Random random) => $"{number}:" + random.Next(100) switch
    {
        < 50 => "",
        < 90 => new string('字', random.Next(1, 200)),
        < 98 => new string('a', random.Next(200, 6_000)),
        _ => new string('é', random.Next(9_000, 16_000)),
    };
}
