using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Opening_to_other_machines
{
    private const string Key = "a-key-of-thirty-two-characters!!";

    [Fact]
    public async Task Without_a_key_it_refuses_to_start_with_4()
    {
        using var folder = new TempFolder();

        var run = await HubProgram.RunAsync(folder, "up", "--bind", "0.0.0.0", "--port", "0");

        run.ExitCode.ShouldBe(4);
        run.Errors.ShouldContain("HUB_API_KEY");
    }

    [Fact]
    public async Task With_a_key_everyone_must_show_it()
    {
        using var folder = new TempFolder { Environment = { ["HUB_API_KEY"] = Key } };
        await using var hub = await RunningHub.StartAsync(folder);

        using var without = await hub.GetAsync("api/v1/orders");
        using var wrong = await hub.SendAsync(Request(hub, "another-key-of-the-same-length!!"));
        using var right = await hub.SendAsync(Request(hub, Key));

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Request(RunningHub hub, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Address, "api/v1/orders"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
