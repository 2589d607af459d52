namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>Decides which calls go wrong: those that a test lined up, then one in so many by chance.</summary>
internal sealed class FaultScript
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(3);

    /// <summary>Everything that can go wrong and comes to an end by itself.</summary>
    public static IReadOnlyList<WireFault> Everything { get; } = [.. Enum.GetValues<WireFault>().Where(f => f is not (WireFault.None or WireFault.Silence))];

    private readonly Lock _lock = new();
    private readonly Queue<CallFate> _next = new();
    private readonly Dictionary<WireFault, int> _happened = [];
    private Chance? _chance;
    private int _oneIn;
    private IReadOnlyList<WireFault> _kinds = [];

    /// <summary>How often each fault has happened.</summary>
    public IReadOnlyDictionary<WireFault, int> Happened
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<WireFault, int>(_happened);
            }
        }
    }

    /// <summary>The next calls go wrong like this, one after the other; <see cref="WireFault.None"/> lets one pass.</summary>
    public void Next(params ReadOnlySpan<WireFault> faults)
    {
        lock (_lock)
        {
            foreach (var fault in faults)
            {
                _next.Enqueue(new CallFate(fault, ShortWait));
            }
        }
    }

    /// <summary>One of the next calls goes wrong like this.</summary>
    public void Next(CallFate fate)
    {
        lock (_lock)
        {
            _next.Enqueue(fate);
        }
    }

    /// <summary>One call in so many goes wrong from now on; 0 ends it.</summary>
    public void ByChance(ulong seed, int oneIn, IReadOnlyList<WireFault> kinds)
    {
        lock (_lock)
        {
            (_chance, _oneIn, _kinds) = (new Chance(seed), oneIn, kinds);
        }
    }

    /// <summary>What happens to the call at hand.</summary>
    public CallFate Take()
    {
        lock (_lock)
        {
            var fate = _next.TryDequeue(out var lined) ? lined
                : new CallFate(_oneIn > 0 && _chance!.In(1, _oneIn) ? _chance.Pick(_kinds) : WireFault.None, ShortWait);
            _happened[fate.Fault] = _happened.GetValueOrDefault(fate.Fault) + 1;
            return fate;
        }
    }
}
