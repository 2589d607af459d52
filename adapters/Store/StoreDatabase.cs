namespace IntegrationHub.Adapters.Store;

/// <summary>
/// One connection to the engine that holds the rows, used by one thread at a time. The rows are written in the SQL that both engines know:
/// parameters are <c>?1 ?2</c> …, upserts are <c>on conflict</c>, a number that the engine gives comes back by <c>returning</c>, and a loop over
/// rows asks for a limited number of them.
/// </summary>
internal abstract class StoreDatabase : IDisposable
{
    /// <summary>Where the rows are, for people.</summary>
    public abstract string Place { get; }

    /// <summary>True where the connection cannot write.</summary>
    public abstract bool IsReader { get; }

    /// <summary>True between begin and commit or rollback, as far as work can go on behind a savepoint.</summary>
    public abstract bool InTransaction { get; }

    /// <summary>True where other processes write too: what was read in an earlier transaction may have changed.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The time as the engine told it when the transaction began, one for all who share the rows; null where it has no clock of its own.</summary>
    public virtual DateTimeOffset? Time => null;

    /// <summary>Starts the transaction of the one writer; waits where another process writes.</summary>
    public abstract void BeginWrite();

    /// <summary>Ends it; what it wrote is on disk when this returns.</summary>
    /// <param name="sent">True where something went on the bus: who waits for that in other processes is woken.</param>
    public abstract void Commit(bool sent);

    /// <summary>Starts a transaction that sees one state of the store until it is rolled back.</summary>
    public abstract void BeginRead();

    /// <summary>Ends a transaction without effect.</summary>
    public abstract void RollBack();

    /// <summary>Marks a point within the transaction.</summary>
    public abstract void Save(Savepoint at);

    /// <summary>Goes back to the point, which is gone then.</summary>
    public abstract void RollBack(Savepoint to);

    /// <summary>Drops the point and keeps what was done behind it; a fault of what was done shows here at the latest.</summary>
    public abstract void Release(Savepoint point);

    /// <summary>Runs one or more statements without parameters.</summary>
    public abstract void Execute(string sql);

    /// <summary>A statement to be kept; it is released with the connection.</summary>
    public abstract StoreStatement Prepare(string sql);

    /// <summary>A statement for one use.</summary>
    public abstract StoreStatement Query(string sql);

    /// <summary>True where one text holds another, as an SQL condition.</summary>
    public abstract string Holds(string text, string part);

    /// <summary>Creates the working table of a rebuild: where the log of each order ends.</summary>
    public abstract string TableOfEnds { get; }

    /// <summary>How a text comes back from a row.</summary>
    public virtual string? Kept(string? text) => text;

    /// <summary>What the engine itself finds wrong with its files; at most ten.</summary>
    public abstract IEnumerable<string> Damages();

    /// <summary>Gives back space that the engine could do without; outside a transaction. What cannot be given back stays.</summary>
    public virtual void MakeRoom()
    {
    }

    /// <summary>First column of the first row of a query; 0 where there is none.</summary>
    public long Scalar(string sql)
    {
        using var statement = Query(sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Points of a transaction to which work goes back; the inner one lies within the outer one.</summary>
internal enum Savepoint
{
    /// <summary>Before the work of one caller.</summary>
    Work,

    /// <summary>Before one item of it.</summary>
    Item,
}
