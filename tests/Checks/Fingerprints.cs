using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Fingerprints
{
    [Fact]
    public void The_order_of_lines_never_matters_and_any_change_of_a_line_does()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 300; round++)
        {
            var lines = Enumerable.Range(1, random.Next(1, 30))
                .Select(n => Sample.Line($"I-{random.Next(40)}", random.Next(1, 5000) / 4m, random.Next(1, 900) / 100m, number: n)).ToArray();
            var order = Sample.Order().WithLines(lines);
            var shuffled = order.WithLines([.. lines.OrderBy(_ => random.Next())]);
            var changed = order.WithLines([.. lines[1..], lines[0] with { Quantity = lines[0].Quantity + 0.25m }]);

            var one = OrderFingerprints.Of(order, null);
            OrderFingerprints.Of(shuffled, null).ContentHash.ShouldBe(one.ContentHash);
            OrderFingerprints.Of(shuffled, null).Content.ShouldBe(one.Content);
            OrderFingerprints.Of(changed, null).ContentHash.ShouldNotBe(one.ContentHash);
        }
    }

    [Fact]
    public void Orders_that_share_most_lines_mostly_share_a_content_key()
    {
        var random = new Random(7);
        var met = 0;
        const int Rounds = 400;
        for (var round = 0; round < Rounds; round++)
        {
            var lines = Enumerable.Range(1, 10).Select(n => Sample.Line($"I-{random.Next(100_000)}", random.Next(1, 500), number: n)).ToArray();
            var other = lines.ToArray();
            other[random.Next(10)] = Sample.Line("X", 1);
            met += Content(lines).Intersect(Content(other)).Any() ? 1 : 0;
        }

        met.ShouldBeGreaterThan(Rounds * 9 / 10);
    }

    [Fact]
    public void Orders_of_other_goods_share_no_content_key()
    {
        var keys = Enumerable.Range(0, 2000).SelectMany(n => Content(Sample.Line($"I-{n}", 1))).ToList();

        keys.Distinct().Count().ShouldBe(4000);
    }

    [Theory]
    [InlineData("PO-2026-001", "ｐｏ－2026－001 ", true)]
    [InlineData("PO-2026-001", "PO 2026‑001", false)]
    [InlineData("1-11", "11-1", false)]
    [InlineData("00012", "12", false)]
    public void An_order_number_meets_its_other_spellings_only(string one, string other, bool same) =>
        (Number(one) == Number(other)).ShouldBe(same);

    [Theory]
    [InlineData("上海华东电子有限公司", "上海华东电子（有限公司）", true)]
    [InlineData("Müller GmbH & Co. KG", "MÜLLER GMBH & CO KG", true)]
    [InlineData("ＡＣＭＥ，Inc.", "acme inc", true)]
    [InlineData("Müller GmbH", "Müller AG", false)]
    [InlineData("华东电子有限公司", "华东电子", false)]
    public void A_customer_meets_its_other_spellings_only(string one, string other, bool same) =>
        (OfCustomer(one) == OfCustomer(other)).ShouldBe(same);

    [Theory]
    [InlineData("a@dealer.de", "b@dealer.de", true)]
    [InlineData("Anna <a@dealer.de>", "A@Dealer.DE", true)]
    [InlineData("a@qq.com", "b@qq.com", false)]
    [InlineData("a@dealer.de", "a@other.de", false)]
    public void Senders_of_one_company_are_one_customer_and_users_of_public_mail_are_not(string one, string other, bool same)
    {
        var order = Sample.Order() with { Customer = null };

        (OrderFingerprints.Of(order, one).Number == OrderFingerprints.Of(order, other).Number).ShouldBe(same);
    }

    [Fact]
    public void Keys_are_absent_where_there_is_nothing_to_key()
    {
        var order = Sample.Order() with { Customer = null, SourceId = " " };

        OrderFingerprints.Of(order, null).Number.ShouldBeNull();
        OrderFingerprints.Of(order, null).Source.ShouldBeNull();
        OrderFingerprints.Of(order with { OrderNumber = " ​" }, "a@b.de").Number.ShouldBeNull();
    }

    [Fact]
    public void The_keys_are_the_same_on_every_machine_and_in_every_version()
    {
        var order = Sample.Order() with { Channel = "jd", Account = "shop", SourceId = "88", Provenance = null };

        var print = OrderFingerprints.Of(order, null);

        print.Source.ShouldBe(UInt128.Parse(KnownSource, System.Globalization.CultureInfo.InvariantCulture));
        print.Number.ShouldBe(UInt128.Parse(KnownNumber, System.Globalization.CultureInfo.InvariantCulture));
        print.ContentHash.ShouldBe(KnownContent);
    }

    private const string KnownSource = "197977718442454206995875111580767563268";
    private const string KnownNumber = "33446385599889029451765484189947007327";
    private const ulong KnownContent = 8003000384865717735;

    [Fact]
    public void Text_of_any_length_and_broken_characters_are_taken()
    {
        var order = Sample.Order(new string('长', 40_000)) with
        {
            Customer = new Party { Name = "\uD800broken" + new string('x', 5000) }, Remarks = "\uDC00 ﷺ", Attributes = new Dictionary<string, string> { ["a"] = "\uD83D" },
        };

        OrderFingerprints.Of(order, null).Number.ShouldNotBeNull();
    }

    private static UInt128? Number(string number) => OrderFingerprints.Of(Sample.Order(number), null).Number;

    private static UInt128? OfCustomer(string name) => OrderFingerprints.Of(Sample.Order() with { Customer = new Party { Name = name } }, null).Number;

    private static IReadOnlyList<UInt128> Content(params OrderLine[] lines) => OrderFingerprints.Of(Sample.Order().WithLines(lines), null).Content;
}
