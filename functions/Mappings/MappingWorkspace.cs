using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Functions.Mappings;

/// <summary>What the verbs of <c>hub mappings</c> work with; made by the host.</summary>
/// <param name="ShippedFolder">The program's <c>mappings</c> folder.</param>
/// <param name="DataFolder"><c>DATA/mappings</c>.</param>
/// <param name="Words">Units and currencies.</param>
/// <param name="Opener">Opens workbooks.</param>
/// <param name="Understanding">The default path, for drafts.</param>
/// <param name="Clock">Dates history and gives the business day.</param>
/// <param name="Zone">Zone of the business day.</param>
public sealed record MappingWorkspace(
    string ShippedFolder, string DataFolder, MappingWords Words, IWorkbookOpener Opener, IDocumentReader Understanding, TimeProvider Clock, TimeZoneInfo Zone)
{
    /// <summary>Documents of the archive that a mapping read before, newest first; none until the host gives a store.</summary>
    public Func<string, IEnumerable<PastDocument>> PastDocuments { get; init; } = _ => [];

    /// <summary><c>DATA/mappings/vocabulary</c>: what IT adds to the vocabularies.</summary>
    internal string VocabularyFolder => Path.Combine(DataFolder, "vocabulary");

    internal DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Zone).DateTime);

    internal MappingHistory History => new(DataFolder, ShippedFolder, Clock);

    internal MappingTests Tests => new(Opener, Today);

    /// <summary>The file for a path or a name: the one in force, else the draft of that name.</summary>
    internal string? Locate(string nameOrPath)
    {
        if (File.Exists(nameOrPath) || nameOrPath.AsSpan().ContainsAny('/', '\\'))
        {
            return File.Exists(nameOrPath) ? nameOrPath : null;
        }

        var name = Path.GetFileNameWithoutExtension(nameOrPath);
        return History.FileInForce(name) ?? (File.Exists(History.DraftFile(name)) ? History.DraftFile(name) : null);
    }

    /// <summary>The files of an argument list; without arguments, every live mapping.</summary>
    /// <param name="arguments">Names, files or folders; <c>draft</c>, <c>rules</c> and <c>vocabulary</c> mean those of the data folder.</param>
    /// <param name="missing">The first argument that names nothing.</param>
    internal IReadOnlyList<string> Files(IReadOnlyList<string> arguments, out string? missing)
    {
        missing = null;
        if (arguments.Count == 0)
        {
            var live = MappingFiles.In(DataFolder);
            var names = live.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
            return [.. MappingFiles.In(ShippedFolder).Where(f => !names.Contains(Path.GetFileName(f))), .. live];
        }

        var files = new List<string>();
        foreach (var argument in arguments)
        {
            if (OwnFolder(argument) is { } own)
            {
                files.AddRange(MappingFiles.In(own));
            }
            else if (Directory.Exists(argument))
            {
                files.AddRange(MappingFiles.In(argument));
            }
            else if (Locate(argument) is { } file)
            {
                files.Add(file);
            }
            else
            {
                missing ??= argument;
            }
        }

        return files;
    }

    /// <summary>The folder of the data folder that is called by its name: <c>draft</c>, <c>rules</c>, <c>vocabulary</c>.</summary>
    private string? OwnFolder(string argument) => argument is "draft" or RulesToLint.FolderName or "vocabulary"
        ? Path.Combine(DataFolder, argument)
        : null;

    internal MappingCompilation Compile(string file) => MappingCompiler.CompileFile(file, Words);
}

/// <summary>Exit codes of the command line (design §8).</summary>
internal static class MappingExit
{
    public const int Done = 0;
    public const int NotHeld = 1;
    public const int Usage = 2;
    public const int Failed = 3;
    public const int Configuration = 4;
}
