namespace IntegrationHub.Sandbox;

/// <summary>Seeded randomness (SplitMix64) that gives the same sequence on every machine and runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool In(int times, int outOf) => Below(outOf) < times;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public T PickOf<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    /// <summary>An own sequence for a part, so that a change in one part leaves the others as they were.</summary>
    public Chance Fork() => new(Next());

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
