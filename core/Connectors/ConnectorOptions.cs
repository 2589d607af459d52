using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Core.Connectors;

/// <summary>
/// Type of an account's settings, and how a connector is made of them. The type is a sealed record with a parameterless constructor whose
/// defaults are valid but for what is <see cref="System.ComponentModel.DataAnnotations.RequiredAttribute"/>. Its properties are of type
/// string, bool, int, decimal, TimeSpan, Uri, an enum, <see cref="SecretRef"/>, nullables of those, or a list of strings; each carries an
/// <see cref="OptionAttribute"/>; limits are said with the attributes of DataAnnotations. A secret is a <see cref="SecretRef"/>.
/// </summary>
public sealed class ConnectorOptions
{
    /// <summary>What is looked at of the record at run time, and so must not be trimmed from a program that is compiled ahead of time.</summary>
    public const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicProperties;

    private readonly Func<object, IConnector> _open;

    private ConnectorOptions([DynamicallyAccessedMembers(Members)] Type type, Func<object, IConnector> open) => (Type, _open) = (type, open);

    /// <summary>The record's type.</summary>
    [DynamicallyAccessedMembers(Members)]
    public Type Type { get; }

    /// <summary>Declares the options of a connector.</summary>
    public static ConnectorOptions Of<[DynamicallyAccessedMembers(Members)] TOptions>(Func<TOptions, IConnector> open)
        where TOptions : class, new() => new(typeof(TOptions), options => open((TOptions)options));

    /// <summary>The connector for an account with these settings.</summary>
    public IConnector Open(object options) => _open(options);
}

/// <summary>Describes one setting of an account, for the reference page and for error messages.</summary>
/// <param name="en">What it is, English.</param>
/// <param name="zh">What it is, Chinese.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string en, string zh) : Attribute
{
    /// <summary>What it is, English.</summary>
    public string En { get; } = en;

    /// <summary>What it is, Chinese.</summary>
    public string Zh { get; } = zh;
}
