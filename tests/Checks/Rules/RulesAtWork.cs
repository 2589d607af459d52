using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks.Rules;

public sealed class RulesAtWork
{
    private readonly KnownFacts _facts = new()
    {
        Materials =
        [
            new MaterialReference("P-1", "外壳", "注塑件", null, null, null, []),
            new MaterialReference("M-1", "端子", "五金件", null, null, null, []),
        ],
    };

    [Fact]
    public void A_familys_lines_must_carry_its_particulars_in_whatever_words()
    {
        var rules = Read("""
            rules: own
            complete:
              - name: 注塑件
                when: { family: 注塑件 }
                require: ["lines[].attributes.signedSample", "lines[].attributes.flameRetardant"]
              - name: 五金件
                when: { family: 五金件 }
                require: "lines[].attributes.plating"
                severity: warning
            """);
        var order = Sample.Order().WithLines(
            Sample.Line("P-1", 1) with { Attributes = new Dictionary<string, string> { ["UL 94："] = "V-0" } },
            Sample.Line("M-1", 1, number: 2));

        var result = _facts.Check(order, rules: rules);

        result.Outcome.ShouldBe(Outcome.Held);
        var missing = result.Findings.Where(f => f.Code == "required-field-missing").ToList();
        missing.Select(f => f.Field).ShouldBe(["lines[0].attributes.signedSample", "lines[1].attributes.plating"]);
        missing[0].MessageZh.ShouldContain("签样图");
        missing[1].Severity.ShouldBe(Core.Findings.Severity.Warning);

        var pictured = order with { Attachments = [new Attachment("客户签样图-P1.jpg", "image/jpeg", "00", 1)] };
        _facts.Check(pictured, rules: rules).Outcome.ShouldBe(Outcome.Accepted);
    }

    [Fact]
    public void A_customers_orders_must_carry_what_its_rule_says()
    {
        var rules = Read("rules: own\ncomplete: [{ name: 车厂, when: { customer: 上海华东电子有限公司 }, require: [shipTo.phone, 'lines[].deliveryDate'] }]");

        var result = _facts.Check(Sample.Order().WithLines(Sample.Line("P-1", 1)), rules: rules);

        // The order's requested date stands for its lines.
        result.Findings.Where(f => f.Code == "required-field-missing").Select(f => f.Field).ShouldBe(["shipTo.phone"]);
        _facts.Check(Sample.Order().WithLines(Sample.Line("P-1", 1)) with { Customer = new Party { Name = "别家" } }, rules: rules)
            .Outcome.ShouldBe(Outcome.Accepted);
    }

    [Theory]
    [InlineData("P-1", 1, false, null, "injection")]
    [InlineData("P-1", 5000, false, null, "big")]
    [InlineData("M-1", 1, false, null, "any-metal")]
    [InlineData("M-1", 1, true, null, "fast")]
    [InlineData("X-77", 1, false, "广东省", "south")]
    [InlineData("X-77", 1, false, null, "rest")]
    public void The_first_rule_that_matches_routes_the_order(string item, int quantity, bool urgent, string? province, string route)
    {
        var rules = Read("""
            rules: own
            severities: { material-unknown: off }
            routing:
              - { name: fast, when: { urgent: true }, route: fast }
              - { name: big, when: { minQuantity: 1000, itemPrefix: [P-, Q-] }, route: big }
              - { name: injection, when: { family: [注塑件] }, route: injection }
              - { name: metal, when: { family: 五金件 }, lines: any, route: any-metal }
              - { name: south, when: { province: [广东省, 广西] }, route: south }
              - { name: rest, route: rest }
            """);
        var order = Sample.Order().WithLines(Sample.Line(item, quantity)) with
        {
            Priority = urgent ? new OrderPriority(null, true) : null, ShipTo = province is null ? null : new ShipTo { Province = province },
        };

        _facts.Check(order, rules: rules).Route.ShouldBe(route);
    }

    [Fact]
    public void An_order_of_two_families_goes_to_neither_plant_unless_one_line_is_enough()
    {
        var order = Sample.Order().WithLines(Sample.Line("P-1", 1), Sample.Line("M-1", 1, number: 2));

        var result = _facts.Check(order, rules: Read("rules: own\nrouting: [{ name: a, when: { family: 注塑件 }, route: a }]"));
        result.Route.ShouldBeNull();
        result.Codes().ShouldBe(["no-route"]);

        _facts.Check(order, rules: Read("rules: own\nrouting: [{ name: a, when: { family: 注塑件 }, lines: any, route: a }]")).Route.ShouldBe("a");
    }

    [Fact]
    public void A_finding_that_is_turned_off_is_not_raised()
    {
        var rules = Read("rules: own\nseverities: { order-number-missing: off, reference-not-loaded: off }");

        var result = _facts.Check(Sample.Order(number: null).WithLines(Sample.Line("P-1", 1)), rules: rules);

        result.Outcome.ShouldBe(Outcome.Accepted);
        result.Findings.ShouldBeEmpty();
    }

    private static RuleBook Read(string yaml)
    {
        var reading = RuleFiles.Read([.. RuleFiles.Defaults, new RuleSource("own.yaml", yaml)]);
        reading.Lints.ShouldBeEmpty();
        return reading.Book;
    }
}
