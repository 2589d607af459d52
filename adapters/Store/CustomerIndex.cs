using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Adapters.Store;

/// <summary>Customers by everything that may name them, surest first: code, tax number, name or alias, address, domain.</summary>
internal sealed class CustomerIndex
{
    private readonly Dictionary<string, CustomerReference> _codes = [];
    private readonly Dictionary<string, CustomerReference?> _taxIds = [];
    private readonly Dictionary<string, CustomerReference?> _names = [];
    private readonly Dictionary<string, CustomerReference?> _addresses = new(StringComparer.OrdinalIgnoreCase);

    public static CustomerIndex Of(IEnumerable<CustomerReference> customers)
    {
        var index = new CustomerIndex();
        foreach (var customer in customers)
        {
            index._codes[ReferenceKeys.Normalise(customer.Code)] = customer;
            Add(index._taxIds, ReferenceKeys.Normalise(customer.TaxId), customer);
            Add(index._names, ReferenceKeys.Normalise(customer.Name), customer);
            foreach (var alias in customer.Aliases)
            {
                Add(index._names, ReferenceKeys.Normalise(alias), customer);
            }

            foreach (var address in customer.Emails)
            {
                Add(index._addresses, address.Trim(), customer);
            }
        }

        return index;
    }

    public CustomerReference? Find(Party? customer, string? sender)
    {
        if (customer is not null)
        {
            var code = ReferenceKeys.Normalise(customer.Code);
            if (code.Length > 0 && _codes.TryGetValue(code, out var coded))
            {
                return coded;
            }

            if ((Named(_taxIds, ReferenceKeys.Normalise(customer.TaxId))
                ?? Named(_names, ReferenceKeys.Normalise(customer.Name))
                ?? Named(_addresses, customer.Email?.Trim() ?? "")) is { } named)
            {
                return named;
            }

            // A sheet often has the name in the column that another one keeps for codes, and the other way round.
            if ((Named(_names, code) ?? _codes.GetValueOrDefault(ReferenceKeys.Normalise(customer.Name))) is { } swapped)
            {
                return swapped;
            }

            // The document names somebody: the sender's address must not put another customer in his place.
            if (code.Length > 0 || ReferenceKeys.Normalise(customer.Name).Length > 0)
            {
                return null;
            }
        }

        var address = sender?.Trim() ?? "";
        var at = address.LastIndexOf('@');
        return Named(_addresses, address) ?? (at >= 0 ? Named(_addresses, address[at..]) : null);
    }

    // A name that two customers share names neither.
    private static void Add(Dictionary<string, CustomerReference?> index, string key, CustomerReference customer)
    {
        if (key.Length > 0 && !index.TryAdd(key, customer) && index[key]?.Code != customer.Code)
        {
            index[key] = null;
        }
    }

    private static CustomerReference? Named(Dictionary<string, CustomerReference?> index, string key) =>
        key.Length == 0 ? null : index.GetValueOrDefault(key);
}
