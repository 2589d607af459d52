using System.Reflection;
using System.Text;

namespace IntegrationHub.Functions.Cli;

/// <summary>The version that <c>hub --version</c> prints.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Writes the bytes straight to standard output: setting up <see cref="Console"/> costs more than all the rest.</summary>
    public static int Print()
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes($"hub {Text}\n"));
        return 0;
    }
}
