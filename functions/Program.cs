using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Functions.Reading;

if (args is ["inspect", .. var inputs])
{
    var code = 0;
    foreach (var input in inputs.Where(a => a != "--json"))
    {
        var inspection = WorkbookInspection.Read(new WorkbookReader(), input, ReadLimits.Default, CancellationToken.None);
        Console.WriteLine(inspection.ToJson());
        code = Math.Max(code, inspection.Failed ? 3 : 0);
    }

    return code;
}

Console.WriteLine("hub");
return 0;
