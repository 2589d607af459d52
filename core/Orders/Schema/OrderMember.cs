using System.Text;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>What a member of order/v1 holds in JSON.</summary>
public enum OrderMemberKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number that fits 64 bits.</summary>
    Integer,

    /// <summary>A JSON number of up to 28 significant digits.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A calendar date, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>An instant with its offset, RFC 3339.</summary>
    Instant,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>One of a closed list of words.</summary>
    Word,

    /// <summary>An object of <see cref="OrderMember.Shape"/>.</summary>
    Object,

    /// <summary>A list of objects of <see cref="OrderMember.Shape"/>.</summary>
    ObjectList,

    /// <summary>A list of whole numbers.</summary>
    IntegerList,

    /// <summary>An object whose values are strings.</summary>
    TextMap,

    /// <summary>An object whose values are objects of <see cref="OrderMember.Shape"/>.</summary>
    ObjectMap,
}

/// <summary>One member of order/v1: the single declaration behind the JSON Schema, the reader, mapping targets and the reference page.</summary>
/// <param name="Name">camelCase name in JSON.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="En">What it means, English.</param>
/// <param name="Zh">What it means, Chinese.</param>
public sealed record OrderMember(string Name, OrderMemberKind Kind, string En, string Zh)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Name);

    /// <summary>Members of the object, of each list entry or of each map value; null for simple kinds.</summary>
    public OrderShape? Shape { get; init; }

    /// <summary>Most characters of a text, or most entries of a list or map.</summary>
    public int Limit { get; init; } = OrderV1.MaxText;

    /// <summary>Must be present and not null.</summary>
    public bool Required { get; init; }

    /// <summary>The closed list of a <see cref="OrderMemberKind.Word"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Regular expression that the schema states for a text; checked by the reader in code.</summary>
    public string? Pattern { get; init; }

    /// <summary>Smallest number allowed.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Given by the hub: a mapping file may not write it.</summary>
    public bool OfTheHub { get; init; }

    /// <summary>True where the UTF-8 bytes are this member's name.</summary>
    internal bool Is(ReadOnlySpan<byte> name) => name.SequenceEqual(_utf8);
}

/// <summary>The members of one object.</summary>
public sealed class OrderShape
{
    /// <summary>At most 64 members, so that a reader can remember in one word which ones it saw.</summary>
    internal OrderShape(string title, params OrderMember[] members)
    {
        Title = title;
        Members = members;
    }

    /// <summary>Name of the object in the schema's <c>$defs</c>.</summary>
    public string Title { get; }

    /// <summary>Members in writing order.</summary>
    public IReadOnlyList<OrderMember> Members { get; }

    /// <summary>Position of the member with that UTF-8 name; -1 when there is none.</summary>
    /// <param name="name">The name, unescaped.</param>
    /// <param name="expected">Where to look first: messages mostly keep the declared order.</param>
    internal int Find(ReadOnlySpan<byte> name, int expected)
    {
        var members = (OrderMember[])Members;
        for (var i = expected; i < members.Length; i++)
        {
            if (members[i].Is(name))
            {
                return i;
            }
        }

        for (var i = 0; i < expected && i < members.Length; i++)
        {
            if (members[i].Is(name))
            {
                return i;
            }
        }

        return -1;
    }
}
