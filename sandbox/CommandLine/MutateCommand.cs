using IntegrationHub.Sandbox.Mutations;

namespace IntegrationHub.Sandbox.CommandLine;

/// <summary><c>hub-sandbox mutate --count N --seed S --out DIR</c></summary>
internal static class MutateCommand
{
    public static int Run(Arguments arguments)
    {
        var count = arguments.Number("--count");
        var seed = arguments.Number("--seed", 1);
        var folder = arguments.Text("--out");
        arguments.NoMore();

        Directory.CreateDirectory(folder);
        foreach (var (name, content) in new Mutator((ulong)seed).Make(count))
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        Console.Error.WriteLine($"{count} damaged workbooks: {folder}");
        return 0;
    }
}
