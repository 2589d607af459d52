using System.Text;
using System.Text.Json;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>What a mapping asks of one JSON value: to keep it, or to look into its members or elements.</summary>
internal sealed class JsonInterest(byte[]? name, int index)
{
    private const int Nowhere = -1;

    private JsonInterest[] _members = [];
    private JsonInterest[] _elements = [];

    /// <summary>Where the value goes; negative where it is only looked into.</summary>
    public int Slot { get; private set; } = Nowhere;

    /// <summary>The slot at the end of the steps, counted from <paramref name="slots"/> on where it is new.</summary>
    public int Reserve(ReadOnlySpan<JsonStep> steps, ref int slots)
    {
        if (!steps.IsEmpty)
        {
            return Child(steps[0]).Reserve(steps[1..], ref slots);
        }

        if (Slot == Nowhere)
        {
            Slot = slots++;
        }

        return Slot;
    }

    /// <summary>Puts what is asked for into its slots; every member of an object is looked at once.</summary>
    /// <param name="value">The value of this node.</param>
    /// <param name="slots">Cleared by the caller.</param>
    /// <param name="others">Takes the members that nobody asks for; null where they do not matter.</param>
    public void Fill(JsonElement value, JsonElement[] slots, List<JsonProperty>? others)
    {
        if (_members.Length > 0 && value.ValueKind == JsonValueKind.Object)
        {
            var next = 0;
            foreach (var member in value.EnumerateObject())
            {
                if (Find(member, ref next) is { } known)
                {
                    known.Take(member.Value, slots);
                }
                else
                {
                    others?.Add(member);
                }
            }
        }
        else if (others is not null && value.ValueKind == JsonValueKind.Object)
        {
            others.AddRange(value.EnumerateObject());
        }

        if (_elements.Length > 0 && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in _elements)
            {
                if (element.Index < value.GetArrayLength())
                {
                    element.Take(value[element.Index], slots);
                }
            }
        }
    }

    private int Index => index;

    private bool IsLeaf => _members.Length == 0 && _elements.Length == 0;

    private void Take(JsonElement value, JsonElement[] slots)
    {
        if (Slot >= 0)
        {
            slots[Slot] = value;
        }

        if (!IsLeaf)
        {
            // Of a member that is stated twice the last one counts, also of what is in it.
            Forget(slots);
            Fill(value, slots, null);
        }
    }

    private void Forget(JsonElement[] slots)
    {
        foreach (var member in _members)
        {
            member.Clear(slots);
        }

        foreach (var element in _elements)
        {
            element.Clear(slots);
        }
    }

    private void Clear(JsonElement[] slots)
    {
        if (Slot >= 0)
        {
            slots[Slot] = default;
        }

        Forget(slots);
    }

    // Objects of one source list their members in one order, more or less that of the file: the search goes on where it last found one.
    private JsonInterest? Find(in JsonProperty member, ref int next)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            var at = next + i < _members.Length ? next + i : next + i - _members.Length;
            if (_members[at].IsNamed(member))
            {
                next = at + 1 < _members.Length ? at + 1 : 0;
                return _members[at];
            }
        }

        return null;
    }

    private bool IsNamed(in JsonProperty member) => member.NameEquals(name);

    private JsonInterest Child(JsonStep step)
    {
        if (step.Name is null)
        {
            if (Array.Find(_elements, e => e.Index == step.Index) is not { } element)
            {
                element = new JsonInterest(null, step.Index);
                _elements = [.. _elements, element];
            }

            return element;
        }

        var text = Encoding.UTF8.GetBytes(step.Name);
        if (Array.Find(_members, m => m.Name.SequenceEqual(text)) is not { } known)
        {
            known = new JsonInterest(text, 0);
            _members = [.. _members, known];
        }

        return known;
    }

    private ReadOnlySpan<byte> Name => name;
}
