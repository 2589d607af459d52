namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>A seller's authorisation as the platform keeps it.</summary>
/// <param name="Seller">Name of the seller.</param>
/// <param name="Access">Token of the calls.</param>
/// <param name="Refresh">Token that renews it, good for one use.</param>
/// <param name="Ends">When the access token ends.</param>
internal sealed record Grant(string Seller, string Access, string Refresh, DateTimeOffset Ends);

/// <summary>Tokens of the sellers who authorised an application. Both tokens change with every renewal and the old ones are void at once.</summary>
internal sealed class TokenStore(TimeProvider clock, ulong seed, TimeSpan life, string prefix)
{
    private readonly Lock _lock = new();
    private readonly Chance _chance = new(seed);
    private readonly Dictionary<string, Grant> _byAccess = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _byRefresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    /// <summary>Renewals granted.</summary>
    public int Renewals { get; private set; }

    /// <summary>How long an access token lives.</summary>
    public TimeSpan Life => life;

    /// <summary>The seller authorises in the browser; the code is good for one exchange.</summary>
    public string Authorise(string seller)
    {
        lock (_lock)
        {
            var code = Word();
            _codes[code] = seller;
            return code;
        }
    }

    /// <summary>Tokens for a code; null where it is no good.</summary>
    public Grant? Exchange(string code)
    {
        lock (_lock)
        {
            return _codes.Remove(code, out var seller) ? Give(seller) : null;
        }
    }

    /// <summary>New tokens for a refresh token; null where it is no good.</summary>
    public Grant? Renew(string refresh)
    {
        lock (_lock)
        {
            if (!_byRefresh.Remove(refresh, out var old))
            {
                return null;
            }

            _byAccess.Remove(old.Access);
            Renewals++;
            return Give(old.Seller);
        }
    }

    /// <summary>Whose token it is; null where it is unknown, over or withdrawn.</summary>
    public string? Seller(string access)
    {
        lock (_lock)
        {
            return _byAccess.TryGetValue(access, out var grant) && clock.GetUtcNow() < grant.Ends ? grant.Seller : null;
        }
    }

    /// <summary>The seller changed the password: everything granted is void.</summary>
    public void Revoke(string seller)
    {
        lock (_lock)
        {
            foreach (var grant in _byAccess.Values.Where(g => g.Seller == seller).ToList())
            {
                _byAccess.Remove(grant.Access);
                _byRefresh.Remove(grant.Refresh);
            }
        }
    }

    /// <summary>The access tokens end now; the refresh tokens stay good.</summary>
    public void Expire()
    {
        lock (_lock)
        {
            _byAccess.Clear();
        }
    }

    private Grant Give(string seller)
    {
        var grant = new Grant(seller, prefix + Word(), prefix + Word(), clock.GetUtcNow() + life);
        _byAccess[grant.Access] = grant;
        _byRefresh[grant.Refresh] = grant;
        return grant;
    }

    private string Word() => $"{_chance.Next():x16}{_chance.Next():x16}{_chance.Next():x16}"[..46];
}
