namespace IntegrationHub.Sandbox.CommandLine;

internal static class Usage
{
    public const string Text =
        """
        hub-sandbox flat --rows N --out FILE.xlsx [--lang zh|en|de] [--seed S]    one big sheet, one order per row
        """;
}
