using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Text;

/// <summary>The encoding a text file was found to have.</summary>
/// <param name="Encoding">Decoder with replacement.</param>
/// <param name="Name">IANA name.</param>
/// <param name="Preamble">Bytes of the byte order mark.</param>
/// <param name="RunnerUp">Name of an encoding that is nearly as plausible; null where the finding is clear.</param>
internal sealed record DetectedEncoding(Encoding Encoding, string Name, int Preamble = 0, string? RunnerUp = null);
