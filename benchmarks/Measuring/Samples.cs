using System.Globalization;

namespace IntegrationHub.Benchmarks.Measuring;

/// <summary>Measurements of one thing over several rounds.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public double Most => _values.Max();

    public void Add(double value) => _values.Add(value);

    public string Text(string format, string unit = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{_values.DefaultIfEmpty(0).Order().ElementAt(0).ToString(format, CultureInfo.InvariantCulture)}..{Median.ToString(format, CultureInfo.InvariantCulture)}..{Most.ToString(format, CultureInfo.InvariantCulture)}{unit} (n={Count})");
}
