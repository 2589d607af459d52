using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Credit;

/// <summary>
/// Whether the customer's credit carries the order. What it takes is reserved once every check is done, in the same transaction as
/// the look at what is left, so that two channels cannot spend one limit twice.
/// </summary>
internal static class CreditCheck
{
    public static void Run(CheckScope scope)
    {
        if (scope.Customer is { Blocked: true } blocked)
        {
            scope.Add(CreditFindings.CustomerBlocked, "customer", blocked.Code, blocked.Name);
        }

        if (!scope.IsLoaded(ReferenceTable.Credit))
        {
            return;
        }

        // Without a customer the order is held for that; there is no credit to look at.
        if ((scope.CustomerCode ?? scope.Order.Customer?.Name) is not { Length: > 0 } customer)
        {
            return;
        }

        if (scope.Context.FindCredit(customer) is not { } credit)
        {
            scope.Add(CreditFindings.NotListed, "customer", customer);
            return;
        }

        if (credit.Overdue > scope.Rules.OverdueAllowed)
        {
            scope.Add(CreditFindings.Overdue, "customer", Shown(credit.Overdue), credit.Currency, Shown(scope.Rules.OverdueAllowed));
        }

        if (scope.Order.Currency is { } currency && !string.Equals(currency, credit.Currency, StringComparison.OrdinalIgnoreCase))
        {
            scope.Add(CreditFindings.Currency, "currency", currency, credit.Currency, customer);
            return;
        }

        if (OrderAmount.Of(scope) is not { } amount)
        {
            scope.Add(CreditFindings.AmountUnknown, "totals.payable");
            return;
        }

        if (amount <= 0)
        {
            return;
        }

        var left = credit.Limit - credit.Receivables - credit.Reserved;
        if (amount > left)
        {
            scope.Add(
                CreditFindings.LimitExceeded, "totals.payable", Shown(amount), credit.Currency, Shown(left), Shown(credit.Limit), Shown(credit.Receivables),
                Shown(credit.Reserved));

            // Not reserved: one order far beyond the limit would lock the customer's small ones out as well.
            if (!scope.BeyondLimit)
            {
                return;
            }
        }

        if (!scope.MayRepeat)
        {
            scope.Reservation = (credit.CustomerCode, credit.Currency, amount);
        }

        string Shown(decimal money) => CurrencyDigits.Text(money, credit.Currency);
    }
}
