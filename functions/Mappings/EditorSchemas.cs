using System.Text;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Functions.Mappings;

/// <summary>
/// The JSON Schemas where the first lines of mappings, drafts, rules and vocabularies point to, so that an editor finds them in the data folder.
/// A draft stands one folder deeper than the mapping it becomes and names the schema alike: it has one of its own.
/// </summary>
internal static class EditorSchemas
{
    /// <summary>Writes those that are missing or of another version of the program.</summary>
    /// <param name="folder"><c>DATA/mappings</c>.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static void Write(string folder)
    {
        var mapping = MappingSchema.Generate();
        Keep(Path.Combine(folder, "schema", MappingSchema.FileName), mapping);
        Keep(Path.Combine(folder, "draft", "schema", MappingSchema.FileName), mapping);
        Keep(Path.Combine(folder, "schema", RuleSchema.FileName), RuleSchema.Write());
        Keep(Path.Combine(folder, "schema", VocabularySchema.FileName), VocabularySchema.Generate());
    }

    private static void Keep(string file, string text)
    {
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var next = $"{file}.{Environment.ProcessId}.next";
        File.WriteAllText(next, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(next, file, overwrite: true);
    }
}
