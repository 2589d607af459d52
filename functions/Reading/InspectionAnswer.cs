using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Reading;

/// <summary>One document of <c>hub inspect --json</c>.</summary>
/// <param name="Input">The file as the caller named it.</param>
/// <param name="Format">Format found by content; null where nothing could be told.</param>
/// <param name="Encoding">Encoding of a text file.</param>
/// <param name="Sheets">In the file's order.</param>
/// <param name="Findings">Remarks, with what to do about them.</param>
internal sealed record InspectionAnswer(
    string Input, string? Format, string? Encoding, IReadOnlyList<InspectedSheet> Sheets, IReadOnlyList<Finding> Findings);
