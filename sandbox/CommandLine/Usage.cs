namespace IntegrationHub.Sandbox.CommandLine;

internal static class Usage
{
    public const string Text =
        """
        hub-sandbox orders --count N --out DIR [--seed S] [--truth] [--today DAY]   varied order workbooks in 13 languages, with what they say
        hub-sandbox flat --rows N --out FILE.xlsx [--lang zh|en|de] [--seed S]      one big sheet, one order per row
        hub-sandbox score --hub PATH --count N [--seed S] [--worst N]               how well the hub reads varied order workbooks
        """;
}
