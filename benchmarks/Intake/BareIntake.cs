using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Benchmarks.Intake;

/// <summary>
/// The reference of the intake: Kestrel takes the same bytes and one writer commits whatever has gathered to SQLite (WAL, synchronous
/// FULL) before it answers 202. No parsing, no checks, no events. Runs as a process of its own.
/// </summary>
internal sealed class BareIntake(string path)
{
    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    public async Task RunAsync(int port)
    {
        var writer = Task.Run(CommitAsync);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Method != "POST")
            {
                return;
            }

            using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
            await context.Request.Body.CopyToAsync(body);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _waiting.Writer.WriteAsync((body.ToArray(), done));
            await done.Task;
            context.Response.StatusCode = 202;
            context.Response.ContentLength = 0;
        });
        await app.RunAsync();
        _waiting.Writer.Complete();
        await writer;
    }

    public static long Count(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from orders";
        return (long)command.ExecuteScalar()!;
    }

    private async Task CommitAsync()
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "pragma journal_mode=wal");
        Execute(connection, "pragma synchronous=full");
        Execute(connection, "create table orders(id integer primary key, body blob not null)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into orders(body) values($body)";
        var parameter = insert.Parameters.Add("$body", SqliteType.Blob);
        insert.Prepare();
        var batch = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            using (var transaction = connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (batch.Count < 512 && _waiting.Reader.TryRead(out var next))
                {
                    parameter.Value = next.Body;
                    insert.ExecuteNonQuery();
                    batch.Add(next.Done);
                }

                transaction.Commit();
            }

            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
