using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IntegrationHub.Adapters.Store;
using Npgsql;
using NpgsqlTypes;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>A statement with what is bound to it. Rows are fetched at once: the connection serves one statement at a time.</summary>
internal sealed class PostgresStatement : StoreStatement
{
    private readonly PostgresDatabase _database;
    private readonly string _sql;
    private readonly List<int> _order;
    private readonly Value[] _values;
    private readonly List<object[]> _rows = [];
    private int _row = -1;
    private bool _open;

    public PostgresStatement(PostgresDatabase database, string sql)
    {
        _database = database;
        (_sql, _order) = Translate(sql);
        _values = new Value[_order.Count];
    }

    public override PostgresStatement Bind(int at, long value) => Put(at, new Value(NpgsqlDbType.Bigint, value, null));

    public override PostgresStatement Bind(int at, long? value) =>
        value is { } known ? Bind(at, known) : Put(at, new Value(NpgsqlDbType.Bigint, 0, DBNull.Value));

    public override PostgresStatement Bind(int at, ReadOnlySpan<byte> value) => Put(at, new Value(NpgsqlDbType.Bytea, 0, value.ToArray()));

    public override PostgresStatement Bind(int at, byte[]? value) => Put(at, new Value(NpgsqlDbType.Bytea, 0, (object?)value ?? DBNull.Value));

    public override PostgresStatement Bind(int at, Guid value) => Put(at, new Value(NpgsqlDbType.Uuid, 0, value));

    public override PostgresStatement Bind(int at, Guid? value) => Put(at, new Value(NpgsqlDbType.Uuid, 0, (object?)value ?? DBNull.Value));

    public override PostgresStatement Bind(int at, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Bind(at, new Guid(bytes, bigEndian: true));
    }

    public override PostgresStatement Bind(int at, UInt128? value) =>
        value is { } known ? Bind(at, known) : Put(at, new Value(NpgsqlDbType.Uuid, 0, DBNull.Value));

    public override PostgresStatement Bind(int at, string? value) =>
        Put(at, new Value(NpgsqlDbType.Text, 0, value is null ? DBNull.Value : Storable(value)));

    public override bool Step()
    {
        if (!_open)
        {
            _rows.Clear();
            _database.Execute(Command(), _rows);
            (_open, _row) = (true, -1);
        }

        if (++_row < _rows.Count)
        {
            return true;
        }

        Reset();
        return false;
    }

    public override void Run() => _database.Defer(Command(), _values.Sum(value => (value.Object as byte[])?.Length ?? 0));

    public override int RunCounted()
    {
        _rows.Clear();
        return _database.Execute(Command(), _rows);
    }

    public override void Reset()
    {
        _open = false;
        _rows.Clear();
    }

    public override bool IsNull(int column) => _rows[_row][column] is DBNull;

    public override long Long(int column) => _rows[_row][column] switch
    {
        long number => number,
        DBNull => 0,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    public override string? Text(int column) => _rows[_row][column] as string;

    public override ReadOnlySpan<byte> Blob(int column) => _rows[_row][column] as byte[];

    public override byte[]? Bytes(int column) => _rows[_row][column] as byte[];

    public override Guid Guid(int column) => (Guid)_rows[_row][column];

    public override UInt128? UInt128OrNull(int column) => _rows[_row][column] is Guid id
        ? BinaryPrimitives.ReadUInt128BigEndian(id.ToByteArray(bigEndian: true))
        : null;

    public override void Dispose() => Reset();

    // The engine's text has no NUL and no half of a surrogate pair; the journal keeps what was written, the card shows this instead.
    internal static string Storable(string text)
    {
        var sound = !text.Contains('\0', StringComparison.Ordinal);
        for (var i = 0; sound && i < text.Length; i++)
        {
            sound = !char.IsSurrogate(text[i]) || (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i]));
        }

        return sound ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));
    }

    private PostgresStatement Put(int at, Value value)
    {
        _values[_order.IndexOf(at)] = value;
        return this;
    }

    private NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var value in _values)
        {
            command.Parameters.Add(value.Object is null
                ? new NpgsqlParameter<long> { TypedValue = value.Number, NpgsqlDbType = NpgsqlDbType.Bigint }
                : new NpgsqlParameter { Value = value.Object, NpgsqlDbType = value.Type });
        }

        return command;
    }

    // ?7 becomes $1 where it is the first one met: numbers without a parameter have no type.
    private static (string Sql, List<int> Order) Translate(string sql)
    {
        var text = new StringBuilder(sql.Length + 8);
        var order = new List<int>();
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] != '?')
            {
                text.Append(sql[i]);
                continue;
            }

            var number = 0;
            while (i + 1 < sql.Length && char.IsAsciiDigit(sql[i + 1]))
            {
                number = (number * 10) + (sql[++i] - '0');
            }

            if (!order.Contains(number))
            {
                order.Add(number);
            }

            text.Append('$').Append(order.IndexOf(number) + 1);
        }

        return (text.ToString(), order);
    }

    private readonly record struct Value(NpgsqlDbType Type, long Number, object? Object);
}
