namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Remembers every version of every order that left the double in full and in one piece.</summary>
internal sealed class ShownVersions
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Order, string Version)> _shown = [];

    /// <summary>Told the number of versions whenever there is one more.</summary>
    public Action<int>? Grown { get; set; }

    /// <summary>Number of different versions.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _shown.Count;
            }
        }
    }

    /// <summary>This version was shown.</summary>
    public void Add(string order, string version)
    {
        int count;
        lock (_lock)
        {
            if (!_shown.Add((order, version)))
            {
                return;
            }

            count = _shown.Count;
        }

        Grown?.Invoke(count);
    }

    /// <summary>Whether it ever was.</summary>
    public bool Contains(string order, string version)
    {
        lock (_lock)
        {
            return _shown.Contains((order, version));
        }
    }
}
