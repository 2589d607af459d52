using System.Globalization;

namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>Prints figures with their targets and remembers whether all were met.</summary>
internal sealed class Verdict(TextWriter output)
{
    public bool Met { get; private set; } = true;

    public void Say(string text) => output.WriteLine(text);

    /// <summary>A ratio or figure that must not exceed its target.</summary>
    public void AtMost(string what, double value, double target, string unit = "") => Judge(what, value, value <= target, $"at most {Text(target)}{unit}", unit);

    /// <summary>A ratio or figure that must reach its target.</summary>
    public void AtLeast(string what, double value, double target, string unit = "") => Judge(what, value, value >= target, $"at least {Text(target)}{unit}", unit);

    public void Holds(string what, bool holds)
    {
        Met &= holds;
        output.WriteLine($"{(holds ? "ok  " : "FAIL")} {what}");
    }

    private void Judge(string what, double value, bool met, string target, string unit)
    {
        Met &= met;
        output.WriteLine($"{(met ? "ok  " : "FAIL")} {what}: {Text(value)}{unit} (target {target})");
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
