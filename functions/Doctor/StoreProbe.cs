using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Doctor;

/// <summary>Says which store is configured; of a server also whether it fits what the hub promises.</summary>
internal static class StoreProbe
{
    // Locks and leases are by the server's clock; tokens and platforms are asked by this machine's.
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(10);

    public static IEnumerable<Diagnosis> Run(HubOptions options)
    {
        if (options.Store.Kind == StoreKind.Sqlite)
        {
            yield return new Diagnosis(Health.Ok, "存储:SQLite(数据文件夹中的一个文件)", "store: SQLite (one file in the data folder)");
            yield break;
        }

        var (server, fault) = Ask(options);
        if (server is null)
        {
            yield return new Diagnosis(
                Health.Fail, $"存储:PostgreSQL({options.Store.Connection}):{fault!.Finding.MessageZh}", $"store: PostgreSQL ({options.Store.Connection}): {fault.Finding.Message}");
            yield break;
        }

        yield return new Diagnosis(
            Health.Ok, $"存储:PostgreSQL {server.Version},{server.Place}({options.Store.Connection})", $"store: PostgreSQL {server.Version} at {server.Place} ({options.Store.Connection})");
        var skew = (server.Clock - TimeProvider.System.GetUtcNow()).Duration();
        if (skew > MostSkew)
        {
            yield return new Diagnosis(
                Health.Warn, $"本机与数据库服务器的时钟相差 {skew.TotalSeconds:0} 秒,请启用时间同步", $"this machine's clock and the server's differ by {skew.TotalSeconds:0} s; synchronise them");
        }

        if (!server.Durable)
        {
            yield return new Diagnosis(
                Health.Warn, "服务器在写入磁盘之前就确认提交(synchronous_commit 或 fsync 为 off),断电会丢失已确认的订单",
                "the server confirms commits before they are on disk (synchronous_commit or fsync is off): a power cut loses confirmed orders");
        }

        if (options.Store.CheckpointKey is null)
        {
            yield return new Diagnosis(
                Health.Warn, "未设置 store.checkpointKey:检查点由本实例自己的密钥签名,其他实例无法校验",
                "store.checkpointKey is not set: checkpoints are signed with this instance's own key, which other instances cannot verify");
        }
    }

    private static (PostgresServer? Server, StoreUnavailableException? Fault) Ask(HubOptions options)
    {
        try
        {
            return (PostgresHub.Ask(StoreOpening.Server(options)), null);
        }
        catch (StoreUnavailableException fault)
        {
            return (null, fault);
        }
    }
}
