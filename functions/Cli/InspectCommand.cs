using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Reading;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub inspect FILE... [--json]</c> for workbooks and text tables.</summary>
internal static class InspectCommand
{
    private const int Unreadable = 3;
    private const int Usage = 2;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var json = arguments.Contains("--json");
        using var opener = new IsolatedWorkbookOpener(ReaderCommand.Self(typeof(InspectCommand).Assembly.Location), TimeProvider.System);
        var code = 0;
        foreach (var path in arguments.Where(a => a != "--json"))
        {
            if (!File.Exists(path))
            {
                Console.Error.WriteLine($"{path}: not found / 文件不存在");
                code = Math.Max(code, Usage);
                continue;
            }

            var inspection = WorkbookInspection.Read(opener, path, ReadLimits.Default, CancellationToken.None);
            Console.WriteLine(json ? inspection.ToJson() : inspection.ToText());
            code = Math.Max(code, inspection.Failed ? Unreadable : 0);
        }

        return code;
    }
}
