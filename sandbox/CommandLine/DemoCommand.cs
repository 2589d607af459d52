using IntegrationHub.Sandbox.Demo;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox demo --inbox DIR</c></summary>
internal static class DemoCommand
{
    public static int Run(Arguments arguments)
    {
        var inbox = arguments.Text("--inbox");
        arguments.NoMore();

        Directory.CreateDirectory(inbox);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        foreach (var (name, content) in new DemoInbox(today).Files())
        {
            // Whole or not at all: the hub may be watching.
            var unfinished = Path.Combine(inbox, "." + name + ".part");
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, Path.Combine(inbox, name), overwrite: true);
            Console.Error.WriteLine(name);
        }

        return 0;
    }
}
