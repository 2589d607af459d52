using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks;

public sealed class Credit
{
    private readonly KnownFacts _facts = new() { Credit = [new CreditPosition("C1", "CNY", 1000, 300, 0, 0)] };

    [Fact]
    public void An_order_within_the_limit_reserves_what_is_payable()
    {
        _facts.Check(Order(425)).Outcome.ShouldBe(Outcome.Accepted);

        _facts.Reservations.ShouldBe([("C1", "CNY", 425m)]);
    }

    [Fact]
    public void Two_channels_cannot_spend_one_limit_twice()
    {
        _facts.Check(Order(400)).Outcome.ShouldBe(Outcome.Accepted);

        var second = _facts.Check(Order(400));

        second.Outcome.ShouldBe(Outcome.Held);
        second.Single("credit-limit-exceeded").Message.ShouldContain("open orders 400");
        _facts.Reservations.Count.ShouldBe(1);
    }

    [Fact]
    public void Amounts_are_told_to_the_coin_of_their_currency()
    {
        var yuan = new KnownFacts { Credit = [new CreditPosition("C1", "CNY", 10.600m, 3.1m, 0.5m, 0)] };
        var yen = new KnownFacts { Credit = [new CreditPosition("C1", "JPY", 10.600m, 3.1m, 0, 0)] };

        yuan.Check(Order(425)).Single("credit-limit-exceeded").Message.ShouldBe(
            "The order of 425.00 CNY exceeds the credit left of 7.50: limit 10.60 − receivables 3.10 − open orders 0.00.");
        yuan.Check(Order(425)).Single("credit-overdue").MessageZh.ShouldContain("0.50 CNY");
        yen.Check(Order(425) with { Currency = "JPY" }).Single("credit-limit-exceeded").Message.ShouldContain("limit 11 −");
    }

    [Fact]
    public void Reservations_never_exceed_what_is_left_whatever_the_orders()
    {
        var random = new Random(99);
        for (var round = 0; round < 50; round++)
        {
            var limit = random.Next(0, 5000) / 7m;
            var owed = random.Next(0, 2000) / 7m;
            var facts = new KnownFacts { Credit = [new CreditPosition("C1", "CNY", limit, owed, 0, 0)] };
            var accepted = 0m;
            for (var i = 0; i < 40; i++)
            {
                var amount = random.Next(1, 10_000) / 100m;
                if (facts.Check(Order(amount)).Outcome == Outcome.Accepted)
                {
                    accepted += amount;
                }
                else
                {
                    (accepted + amount).ShouldBeGreaterThan(limit - owed);
                }
            }

            accepted.ShouldBe(facts.Reservations.Sum(r => r.Amount));
            accepted.ShouldBeLessThanOrEqualTo(Math.Max(0, limit - owed));
        }
    }

    [Fact]
    public void An_order_held_for_another_reason_keeps_its_reservation_and_a_repeat_takes_none()
    {
        _facts.Receive(Order(100) with { OrderNumber = null });
        _facts.Reservations.Count.ShouldBe(1);

        var order = Order(50).WithLines(Sample.Line("B", 5, 10)) with { OrderNumber = "X" };
        _facts.Receive(order);
        _facts.Receive(order.Again());
        _facts.Receive(order.Again() with { Remarks = "改" }).Codes().ShouldContain("order-changed");
        _facts.Reservations.Count.ShouldBe(2);
    }

    [Fact]
    public void Overdue_money_another_currency_and_an_unlisted_customer_hold_the_order()
    {
        _facts.Credit = [new CreditPosition("C1", "CNY", 1000, 300, 0.01m, 0)];
        _facts.Check(Order(1)).Codes().ShouldBe(["credit-overdue"]);
        _facts.Check(Order(1) with { Currency = "USD" }).Codes().ShouldBe(["credit-overdue", "credit-currency"]);
        _facts.Check(Order(1) with { Customer = new Party { Code = "C7" } }).Codes().ShouldBe(["credit-not-listed"]);
    }

    [Fact]
    public void An_order_without_money_takes_prices_from_the_list_else_is_held()
    {
        var order = Order(0).WithLines(Sample.Line("A", 10)) with { Customer = new Party { Code = "C1" } };
        _facts.Check(order).Codes().ShouldBe(["credit-amount-unknown"]);

        _facts.Prices = [new PriceReference(null, "A", "CNY", 7m, 0)];
        _facts.Check(order).Outcome.ShouldBe(Outcome.Accepted);
        _facts.Reservations.ShouldBe([("C1", "CNY", 70m)]);
    }

    [Fact]
    public void A_rule_may_let_overdue_money_pass()
    {
        _facts.Credit = [new CreditPosition("C1", "CNY", 1000, 300, 50, 0)];

        _facts.Check(Order(1), rules: new() { OverdueAllowed = 50 }).Outcome.ShouldBe(Outcome.Accepted);
    }

    private static CanonicalOrder Order(decimal payable) =>
        Sample.Order(Guid.CreateVersion7().ToString()).WithLines(Sample.Line("A", 1, payable)) with
        {
            Customer = new Party { Code = "C1" }, Totals = payable == 0 ? null : new OrderTotals { Payable = payable },
        };
}
