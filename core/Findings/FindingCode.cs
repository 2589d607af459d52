using System.Globalization;

namespace IntegrationHub.Core.Findings;

/// <summary>
/// Declares one finding: its code, its severity, its sentences and what to do about it. The reference page
/// <c>docs/findings.md</c> is generated from all declarations (static members of classes marked <see cref="FindingCodesAttribute"/>).
/// </summary>
/// <param name="Code">Kebab-case identifier, unique in the product.</param>
/// <param name="Severity">Severity unless the raiser overrides it.</param>
/// <param name="En">English sentence, composite format (<c>{0}</c>, <c>{1}</c> …).</param>
/// <param name="Zh">Chinese sentence with the same arguments; one that is <see cref="Said"/> reads differently in each.</param>
/// <param name="FixEn">What a person does about it, English.</param>
/// <param name="FixZh">What a person does about it, Chinese.</param>
public sealed record FindingCode(string Code, Severity Severity, string En, string Zh, string FixEn, string FixZh)
{
    /// <summary>Raises the finding at a place, about a field, with the sentence's arguments.</summary>
    public Finding At(string? where, string? field, params ReadOnlySpan<object?> args) =>
        As(Severity, where, field, args);

    /// <summary>Raises the finding with another severity than the declared one.</summary>
    public Finding As(Severity severity, string? where, string? field, params ReadOnlySpan<object?> args)
    {
        var isBilingual = false;
        foreach (var arg in args)
        {
            isBilingual |= arg is Said;
        }

        return new Finding(
            Code,
            severity,
            string.Format(CultureInfo.InvariantCulture, En, isBilingual ? In(args, said => said.En) : args),
            string.Format(CultureInfo.InvariantCulture, Zh, isBilingual ? In(args, said => said.Zh) : args),
            where,
            field);
    }

    private static object?[] In(ReadOnlySpan<object?> args, Func<Said, string> language)
    {
        var given = args.ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = given[i] is Said said ? language(said) : given[i];
        }

        return given;
    }
}

/// <summary>Marks a static class whose public static <see cref="FindingCode"/> fields belong to the reference page.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FindingCodesAttribute : Attribute;
