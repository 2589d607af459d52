using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Telemetry;

namespace IntegrationHub.Functions.Http;

/// <summary>Every operation of the API, the same under each host.</summary>
internal static class ApiEndpoints
{
    /// <param name="services">The composed hub.</param>
    /// <param name="options">What is set.</param>
    /// <param name="gate">Tells the command line of the same user from others.</param>
    /// <param name="metrics">What <c>/metrics</c> shows.</param>
    /// <param name="unready">Why the hub takes no work; null while it does.</param>
    /// <param name="stopping">The hub stops.</param>
    public static IReadOnlyList<Endpoint> All(
        HubServices services, HubOptions options, Gate gate, PrometheusMetrics metrics, Func<Problem?> unready, CancellationToken stopping)
    {
        var intake = new Intake(services.Importer);
        List<Endpoint> endpoints =
        [
            .. new OrderEndpoints(services, options, intake).All(),
            .. new FileEndpoints(services, options, intake).All(),
            .. new DocumentEndpoints(services).All(),
            .. new DeadLetterEndpoints(services).All(),
            .. new ReferenceEndpoints(services, options).All(),
            .. new AccountEndpoints(services, stopping).All(),
        ];
        var described = new Lazy<byte[]>(() => OpenApi.Write(endpoints, OpenApiSchemas.All));
        return
        [
            .. endpoints,
            .. new StoreEndpoints(services, gate).All(),
            .. new StatusEndpoints(services, metrics, unready, described, new HomePage(services, options, gate)).All(),
            .. new SignIn(gate).All(),
        ];
    }
}
