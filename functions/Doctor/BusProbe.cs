using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Findings;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Doctor;

/// <summary>Says which bus is configured, whether it answers, and whether it has what the hub relies on.</summary>
internal static class BusProbe
{
    public static async IAsyncEnumerable<Diagnosis> RunAsync(
        HubOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.Bus.Kind == BusKind.Embedded)
        {
            yield return new Diagnosis(Health.Ok, "总线:内嵌(存储中的队列表)", "bus: embedded (queue tables in the store)");
            yield break;
        }

        var reached = OutsideBus.Reach(options.Bus, TimeProvider.System, options.Vault) with { Attempts = 2, AttemptTimeout = TimeSpan.FromSeconds(10) };
        var who = options.Bus.KeyName is { } name ? $"{name}, {options.Bus.Key}" : "Entra";
        var findings = await ServiceBusProbe.RunAsync(reached, cancellation).ConfigureAwait(false);
        if (findings.Count == 0)
        {
            var count = reached.Topology.Entities.Count;
            yield return new Diagnosis(
                Health.Ok,
                $"总线:Service Bus {reached.Endpoint.Authority}({who})有应答,{count} 个实体符合要求",
                $"bus: Service Bus {reached.Endpoint.Authority} ({who}) answers and has the {count} entities as needed");
            yield break;
        }

        foreach (var finding in findings)
        {
            yield return new Diagnosis(
                finding.Severity == Severity.Error ? Health.Fail : Health.Warn,
                $"总线:Service Bus {reached.Endpoint.Authority}({who}):{finding.MessageZh}",
                $"bus: Service Bus {reached.Endpoint.Authority} ({who}): {finding.Message}");
        }
    }
}
