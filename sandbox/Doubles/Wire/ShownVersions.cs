namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Remembers every version of every order that left the double in full and in one piece.</summary>
internal sealed class ShownVersions
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Order, string Version)> _shown = [];

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
        lock (_lock)
        {
            _shown.Add((order, version));
        }
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
