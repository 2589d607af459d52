namespace IntegrationHub.Sandbox.CommandLine;

internal static class Usage
{
    public const string Text =
        """
        hub-sandbox orders --count N --out DIR [--seed S] [--truth] [--today DAY]   varied order workbooks in 13 languages, with what they say
        hub-sandbox score --count N [--hub PATH] [--seed S] [--today DAY]           how well order workbooks are understood; by a whole hub, or in this process
        hub-sandbox flat --rows N --out FILE.xlsx [--lang zh|en|de] [--today DAY]   one big sheet, one order per row
        hub-sandbox hostile --out DIR                                               files that are meant to hurt, with hostile.json
        hub-sandbox mutate --count N --out DIR [--seed S]                           damaged workbooks
        hub-sandbox demo --inbox DIR                                                a morning's mail
        hub-sandbox shops --data DIR                                                invented shops with accounts in a hub's data folder, until standard input ends
        """;
}
