using System.Globalization;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>What open orders take from credit: a row per order, and the sum per customer kept in the same transaction.</summary>
internal sealed class ReservationRows(StoreDatabase database)
{
    private const int PageRows = 1000;
    private StoreStatement? _find, _put, _remove, _sum, _add;

    public Reservation? Find(Guid order)
    {
        var query = (_find ??= database.Prepare("select customer, currency, amount from reservations where order_id = ?1")).Bind(1, order);
        if (!query.Step())
        {
            return null;
        }

        var found = new Reservation(query.Text(0)!, query.Text(1)!, Amount(query.Text(2)!));
        query.Reset();
        return found;
    }

    public void Set(Guid order, Reservation? reservation)
    {
        if (Find(order) is { } before)
        {
            Add(before with { Amount = -before.Amount });
            (_remove ??= database.Prepare("delete from reservations where order_id = ?1")).Bind(1, order).Run();
        }

        if (reservation is not null)
        {
            Add(reservation);
            (_put ??= database.Prepare("insert into reservations (order_id, customer, currency, amount) values (?1, ?2, ?3, ?4)"))
                .Bind(1, order).Bind(2, reservation.CustomerCode).Bind(3, reservation.Currency).Bind(4, Text(reservation.Amount)).Run();
        }
    }

    /// <summary>Makes the sums again from what the orders reserve; tells how many there are.</summary>
    public int AddUp()
    {
        var sums = new Dictionary<(string Customer, string Currency), decimal>();
        Guid? after = null;
        do
        {
            using var rows = database.Query("select order_id, customer, currency, amount from reservations where order_id >= ?1 order by order_id limit ?2");
            rows.Bind(1, after is { } last ? OrderRows.Next(last) : Guid.Empty).Bind(2, (long)PageRows);
            after = null;
            for (var row = 1; rows.Step(); row++)
            {
                var of = (ReferenceKeys.Normalise(rows.Text(1)), rows.Text(2)!);
                sums[of] = sums.GetValueOrDefault(of) + Amount(rows.Text(3)!);
                after = row == PageRows ? rows.Guid(0) : null;
            }
        }
        while (after is not null);

        using (var clear = database.Query("delete from credit_used"))
        {
            clear.Run();
        }

        foreach (var ((customer, currency), amount) in sums)
        {
            using var put = database.Query("insert into credit_used (customer, currency, amount) values (?1, ?2, ?3)");
            put.Bind(1, customer).Bind(2, currency).Bind(3, Text(amount)).Run();
        }

        return sums.Count;
    }

    public decimal Used(string customer, string currency)
    {
        var query = (_sum ??= database.Prepare("select amount from credit_used where customer = ?1 and currency = ?2"))
            .Bind(1, ReferenceKeys.Normalise(customer)).Bind(2, currency);
        if (!query.Step())
        {
            return 0;
        }

        var amount = Amount(query.Text(0)!);
        query.Reset();
        return amount;
    }

    private void Add(Reservation change) =>
        (_add ??= database.Prepare(
            "insert into credit_used (customer, currency, amount) values (?1, ?2, ?3) on conflict (customer, currency) do update set amount = excluded.amount"))
            .Bind(1, ReferenceKeys.Normalise(change.CustomerCode)).Bind(2, change.Currency).Bind(3, Text(Used(change.CustomerCode, change.Currency) + change.Amount)).Run();

    private static decimal Amount(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
