using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IntegrationHub.Core.Findings;

/// <summary>What a person does about a finding.</summary>
/// <param name="En">English sentence.</param>
/// <param name="Zh">Chinese sentence.</param>
public sealed record Remedy(string En, string Zh)
{
    /// <summary>The same with the ids of what it is about in the place of ORDER, ORIGINAL and ID, so that it can be typed as it stands.</summary>
    public Remedy For(RemedyTargets about) => new(about.In(En), about.In(Zh));
}

/// <summary>What a remedy is about, as far as it is known.</summary>
/// <param name="Order">The order that the finding is on.</param>
/// <param name="Original">The order that it seems to repeat.</param>
/// <param name="Document">The document that the finding is on.</param>
public readonly record struct RemedyTargets(Guid? Order = null, Guid? Original = null, string? Document = null)
{
    internal string In(string sentence)
    {
        sentence = Order is { } order ? sentence.Replace(" ORDER ", $" {order} ", StringComparison.Ordinal) : sentence;
        sentence = Original is { } original ? sentence.Replace(" ORIGINAL ", $" {original} ", StringComparison.Ordinal) : sentence;
        return Document is { } document
            ? sentence.Replace("documents dismiss ID ", $"documents dismiss {document} ", StringComparison.Ordinal)
                .Replace("deadletters replay ID", $"deadletters replay --document {document}", StringComparison.Ordinal)
            : sentence;
    }
}

/// <summary>The remedies of all declared findings of the product, by code; gathered when first asked for.</summary>
public static class Remedies
{
    private static readonly Lazy<FrozenDictionary<string, Remedy>> ByCode = new(() => FindingReference.Collect(Product())
        .DistinctBy(entry => entry.Code.Code)
        .ToFrozenDictionary(entry => entry.Code.Code, entry => new Remedy(entry.Code.FixEn, entry.Code.FixZh), StringComparer.Ordinal));

    /// <summary>What to do about the finding; null for a code that is not declared, e.g. one that a later version of the program wrote.</summary>
    public static Remedy? Of(Finding finding) => ByCode.Value.GetValueOrDefault(finding.Code) is not { } remedy ? null
        : finding.Severity >= Severity.Hold ? remedy
        : new Remedy(
            remedy.En.Replace(Advice.Decide, Advice.Keep, StringComparison.Ordinal), remedy.Zh.Replace(Advice.DecideZh, Advice.KeepZh, StringComparison.Ordinal));

    /// <summary>The assemblies of the product that are at work, and those that they stand on.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Where the program is compiled ahead of time this is not asked.")]
    private static IEnumerable<Assembly> Product()
    {
        var family = typeof(Remedies).Assembly.GetName().Name!.Split('.')[0] + ".";
        var found = new HashSet<Assembly>();
        var atWork = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => IsOwn(assembly.GetName()));
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            // Compiled ahead of time all of them are part of the program, and references are gone.
            return atWork;
        }

        var open = new Queue<Assembly>(atWork);
        while (open.TryDequeue(out var assembly))
        {
            if (found.Add(assembly))
            {
                foreach (var below in assembly.GetReferencedAssemblies().Where(IsOwn))
                {
                    open.Enqueue(Assembly.Load(below));
                }
            }
        }

        return found;

        bool IsOwn(AssemblyName name) => name.Name?.StartsWith(family, StringComparison.Ordinal) == true || name.Name == "hub";
    }
}
