using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Accounts;

/// <summary>Fills an options record from texts by its own declaration; the same declaration writes the reference page.</summary>
public static class OptionsBinder
{
    /// <summary>One setting as the record declares it.</summary>
    /// <param name="Name">camelCase, as in the file.</param>
    /// <param name="Property">The property.</param>
    public sealed record Setting(string Name, PropertyInfo Property)
    {
        /// <summary>True where the file must have it.</summary>
        public bool Required => Property.GetCustomAttribute<RequiredAttribute>() is not null;

        /// <summary>Its description.</summary>
        public OptionAttribute? Text => Property.GetCustomAttribute<OptionAttribute>();

        /// <summary>What may be written, English.</summary>
        public string KindEn => Kind().En;

        /// <summary>What may be written, Chinese.</summary>
        public string KindZh => Kind().Zh;

        private (string En, string Zh) Kind() => (Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType) switch
        {
            var type when type == typeof(SecretRef) => ("a secret reference env:NAME, file:PATH or keyvault:HOST/NAME", "密钥引用 env:NAME、file:PATH 或 keyvault:HOST/NAME"),
            var type when type == typeof(Uri) => ("an address beginning with http:// or https://", "以 http:// 或 https:// 开头的地址"),
            var type when type == typeof(TimeSpan) => ("a duration such as 30s, 5m, 2h, 1d", "时长,例如 30s、5m、2h、1d"),
            var type when type == typeof(bool) => ("true or false", "true 或 false"),
            var type when type == typeof(int) => ("a whole number", "整数"),
            var type when type == typeof(decimal) => ("a number", "数"),
            { IsEnum: true } type => ("one of " + string.Join(", ", Enum.GetNames(type).Select(Camel)), "取值 " + string.Join("、", Enum.GetNames(type).Select(Camel))),
            var type when type == typeof(string) => ("text", "文本"),
            _ => ("a list of texts", "文本列表"),
        };
    }

    /// <summary>The settings of an options type, in the order of its declaration.</summary>
    public static IReadOnlyList<Setting> Settings([DynamicallyAccessedMembers(ConnectorOptions.Members)] Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null).Select(p => new Setting(Camel(p.Name), p))];

    /// <summary>Sets a setting from its texts (one, but for a list); what is wrong, or null.</summary>
    public static (string En, string Zh)? Set(object options, Setting setting, IReadOnlyList<string> texts)
    {
        var type = Nullable.GetUnderlyingType(setting.Property.PropertyType) ?? setting.Property.PropertyType;
        if (type == typeof(IReadOnlyList<string>))
        {
            setting.Property.SetValue(options, texts);
        }
        else if (texts is [var text] && Parse(type, text) is { } value)
        {
            setting.Property.SetValue(options, value);
        }
        else
        {
            return type == typeof(SecretRef)
                ? ("a secret does not belong here; write env:NAME, file:PATH or keyvault:HOST/NAME", "密钥不得写在此处;请写 env:NAME、file:PATH 或 keyvault:HOST/NAME")
                : ($"'{string.Join(", ", texts)}' is not {setting.KindEn}", $"“{string.Join(", ", texts)}”应为{setting.KindZh}");
        }

        var context = new ValidationContext(options, setting.Name, null, null) { MemberName = setting.Property.Name };
        foreach (var rule in setting.Property.GetCustomAttributes<ValidationAttribute>())
        {
            if (rule.GetValidationResult(setting.Property.GetValue(options), context) is { ErrorMessage: { } message })
            {
                return (message, rule is RangeAttribute range ? $"应在 {range.Minimum} 到 {range.Maximum} 之间" : "取值不符合要求");
            }
        }

        return null;
    }

    /// <summary>Reads a duration such as <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
    public static TimeSpan? Duration(string text) =>
        text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            }
            : null;

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (type == typeof(SecretRef))
        {
            return SecretRef.TryParse(text, out var reference) ? reference : null;
        }

        if (type == typeof(Uri))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 ? uri : null;
        }

        if (type == typeof(TimeSpan))
        {
            return Duration(text);
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(text, out var flag) ? flag : null;
        }

        if (type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        }

        if (type == typeof(decimal))
        {
            return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        return type.IsEnum && Enum.GetNames(type).FirstOrDefault(name => Camel(name) == text) is { } member ? Enum.Parse(type, member) : null;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
