using IntegrationHub.Functions.Cli.Output;

namespace IntegrationHub.Functions.Cli;

/// <summary>Says what is wrong with a path that should name a file.</summary>
internal static class MissingFile
{
    public static void Complain(Terminal terminal, string path)
    {
        if (Directory.Exists(path))
        {
            terminal.Complain($"这是文件夹,不是文件:{path}", $"a folder, not a file: {path}");
        }
        else
        {
            terminal.Complain($"没有这个文件:{path}", $"no such file: {path}");
        }
    }
}
