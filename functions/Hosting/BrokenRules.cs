using IntegrationHub.Functions.Composition;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Rule files that a host starts without.</summary>
internal static class BrokenRules
{
    public static void Tell(HubOptions options, ILogger log)
    {
        foreach (var lint in HubComposition.BrokenRules(options))
        {
            log.LogError("{Place}: {Code}: {Problem} / {ProblemZh}", lint.Place, lint.Finding.Code, lint.Finding.Message, lint.Finding.MessageZh);
        }
    }
}
