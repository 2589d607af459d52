using System.Globalization;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>The arguments that a mapping file states for one converter, already of their declared kinds.</summary>
/// <param name="Values">Texts by parameter name.</param>
/// <param name="FileLocale">The file's own locale.</param>
/// <param name="Enums">The file's tables.</param>
/// <param name="Words">Units and currencies.</param>
internal sealed record ConverterArguments(
    IReadOnlyDictionary<string, string[]> Values, NumberLocale FileLocale, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Enums,
    MappingWords Words)
{
    public NumberLocale Locale => Text("locale") is { } name ? NumberLocale.Find(name)! : FileLocale;

    public string? Text(string name) => Values.GetValueOrDefault(name) is [var only, ..] ? only : null;

    public string[] Texts(string name) => Values.GetValueOrDefault(name) ?? [];

    public bool Flag(string name) => Text(name) == "true";

    public int? Integer(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>An argument cannot be; caught by the compiler, which names the place in the file.</summary>
internal sealed class ConverterArgumentException(string en, string zh) : Exception(en)
{
    public string Zh { get; } = zh;

    public string? UnknownEnum { get; init; }
}
