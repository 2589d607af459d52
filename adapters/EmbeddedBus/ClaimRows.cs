using System.Security.Cryptography;
using IntegrationHub.Adapters.Store;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>Bodies that are too large for a message of the bus outside, kept as long as such a message can live.</summary>
internal sealed class ClaimRows(StoreDatabase database)
{
    public string CheckIn(ReadOnlySpan<byte> body, DateTimeOffset now, DateTimeOffset until)
    {
        using (var sweep = database.Query("delete from claim_checks where id in (select id from claim_checks where until <= ?1 limit 16)"))
        {
            sweep.Bind(1, now.ToUnixTimeMilliseconds()).Run();
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(body));
        using var insert = database.Query(
            """
            insert into claim_checks (id, body, until) values (?1, ?2, ?3)
            on conflict (id) do update set
              until = case when claim_checks.until > excluded.until then claim_checks.until else excluded.until end
            """);
        insert.Bind(1, id).Bind(2, body).Bind(3, until.ToUnixTimeMilliseconds()).Run();
        return id;
    }

    public int Remove(string id)
    {
        using var delete = database.Query("delete from claim_checks where id = ?1");
        return delete.Bind(1, id).RunCounted();
    }

    public byte[]? CheckOut(string id)
    {
        using var find = database.Query("select body from claim_checks where id = ?1");
        return find.Bind(1, id).Step() ? find.Bytes(0) : null;
    }
}
