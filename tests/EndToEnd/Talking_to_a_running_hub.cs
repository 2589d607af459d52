using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Talking_to_a_running_hub : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningHub _hub = null!;

    public async Task InitializeAsync() => _hub = await RunningHub.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_order_is_202_with_its_document_and_soon_finished()
    {
        using var answer = await _hub.PostOrderAsync(Samples.Order("H-1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("documentId").GetString();

        var document = await _hub.JsonAsync($"api/v1/documents/{id}?wait=20");

        document.GetProperty("state").GetString().ShouldBe("finished");
        document.GetProperty("outcome").GetString().ShouldBe("accepted");
        document.GetProperty("orders")[0].GetProperty("orderNumber").GetString().ShouldBe("H-1");
    }

    [Fact]
    public async Task With_wait_the_answer_says_what_became_of_every_order_of_an_array()
    {
        using var answer = await _hub.PostOrderAsync($"[{Samples.Order("W-1")},{Samples.Order("W-2")}]", "?wait=20");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results");
        results.EnumerateArray().Select(result => result.GetProperty("outcome").GetString()).ShouldBe(["accepted", "accepted"]);
    }

    [Fact]
    public async Task A_path_asked_with_the_wrong_method_names_the_right_ones()
    {
        using var answer = await _hub.GetAsync("api/v1/files");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["POST"]);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("method-not-allowed");
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_named_as_it_was_asked_for()
    {
        using var answer = await _hub.GetAsync("api/v1/nothing");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("instance").GetString().ShouldBe("/hub/api/v1/nothing");
        problem.GetProperty("title").GetString()!.ShouldContain("/hub/api/v1/nothing");
    }

    [Theory]
    [InlineData("orders", "application/x-www-form-urlencoded", "unsupported-media-type")]
    [InlineData("deadletters/replay", "text/plain", "unsupported-media-type")]
    [InlineData("files", "application/json", "not-multipart")]
    public async Task A_body_of_another_kind_than_the_path_takes_is_415(string path, string type, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub.Address, "api/v1/" + path)) { Content = new StringContent(Samples.Order("T-1"), Encoding.UTF8, type) };

        using var answer = await _hub.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await CodeAsync(answer)).ShouldBe(code);
        (await _hub.JsonAsync("api/v1/orders?orderNumber=T-1&count=true")).GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.example+json")]
    [InlineData(null)]
    public async Task A_body_that_is_json_or_says_nothing_is_taken(string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Samples.Order("T-2")));
        content.Headers.ContentType = type is null ? null : new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub.Address, "api/v1/orders")) { Content = content };

        using var answer = await _hub.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_file_is_understood()
    {
        using var answer = await _hub.PostFileAsync("订单.csv", Samples.Sheet("F-1"), "?wait=30");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>();
        document.GetProperty("input").GetString().ShouldBe("订单.csv");
        document.GetProperty("orders")[0].GetProperty("orderNumber").GetString().ShouldBe("F-1");
    }

    [Fact]
    public async Task The_same_key_and_body_give_the_same_document_and_another_body_is_422()
    {
        using var first = await _hub.PostOrderAsync(Samples.Order("K-1"), key: "key-1");
        using var second = await _hub.PostOrderAsync(Samples.Order("K-1"), key: "key-1");
        using var other = await _hub.PostOrderAsync(Samples.Order("K-2"), key: "key-1");

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CodeAsync(other)).ShouldBe("idempotency-key-reused");
        (await _hub.JsonAsync("api/v1/orders?orderNumber=K-1&count=true")).GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"orderNumber\":", 400, "malformed-json")]
    [InlineData("42", 400, "not-an-order")]
    [InlineData("[1]", 400, "not-an-order")]
    public async Task What_is_no_order_is_refused_with_a_code(string body, int status, string code)
    {
        using var answer = await _hub.PostOrderAsync(body);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await CodeAsync(answer)).ShouldBe(code);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        using var answer = await _hub.PostOrderAsync("[" + new string(' ', 17 << 20) + "]");

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await CodeAsync(answer)).ShouldBe("body-too-large");
    }

    [Fact]
    public async Task Another_web_site_cannot_post_through_a_browser()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub.Address, "api/v1/orders")) { Content = new StringContent(Samples.Order("X-1")) };
        request.Headers.Add("Origin", "https://evil.example");
        using var foreign = await _hub.SendAsync(request);
        var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri(_hub.Address, "api/v1/orders"));
        rebound.Headers.Host = "evil.example";
        using var host = await _hub.SendAsync(rebound);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Health_metrics_description_and_start_page_answer()
    {
        (await _hub.JsonAsync("health/live")).GetProperty("status").GetString().ShouldBe("live");
        (await _hub.JsonAsync("health/ready")).GetProperty("status").GetString().ShouldBe("ready");
        var paths = (await _hub.JsonAsync("openapi.json")).GetProperty("paths");
        paths.GetProperty("/api/v1/files").TryGetProperty("post", out _).ShouldBeTrue();
        using var metrics = await _hub.GetAsync("metrics");
        (await metrics.Content.ReadAsStringAsync()).ShouldContain("hub_orders{outcome=\"accepted\"}");
        using var page = await _hub.GetAsync("?lang=zh");
        (await page.Content.ReadAsStringAsync()).ShouldContain("openapi.json");
    }

    [Fact]
    public async Task The_command_line_goes_through_the_running_hub()
    {
        File.WriteAllBytes(_folder.At("c.csv"), Samples.Sheet("C-1"));

        var import = await HubProgram.RunAsync(_folder, "import", "c.csv", "--json");
        var count = await HubProgram.RunAsync(_folder, "orders", "list", "--number", "C-1", "--count");

        import.ExitCode.ShouldBe(0, import.Errors);
        JsonDocument.Parse(import.Output).RootElement.GetProperty("input").GetString().ShouldBe("c.csv");
        count.Output.ShouldBe("1\n");
    }

    [Fact]
    public async Task A_rejected_order_says_who_and_why_in_its_log()
    {
        using var answer = await _hub.PostOrderAsync(Samples.Order("R-1"), "?wait=20");
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results")[0].GetProperty("id").GetString()!;

        var rejected = await HubProgram.RunAsync(_folder, "orders", "reject", id, "--actor", "li.wei", "--reason", "customer withdrew");

        rejected.ExitCode.ShouldBe(0, rejected.Errors);
        var order = await _hub.JsonAsync($"api/v1/orders/{id}");
        order.GetProperty("outcome").GetString().ShouldBe("rejected");
        var last = order.GetProperty("events").EnumerateArray().Last();
        last.GetProperty("actor").GetString().ShouldBe("li.wei");
        last.GetProperty("data").GetRawText().ShouldContain("customer withdrew");
    }

    [Fact]
    public async Task Told_to_stop_it_ends_with_0_and_lets_go_of_the_folder()
    {
        (await _hub.StopAsync()).ShouldBe(0, _hub.Errors);

        File.Exists(_folder.At("data", "hub.endpoint")).ShouldBeFalse();
        (await HubProgram.RunAsync(_folder, "store", "verify")).ExitCode.ShouldBe(0);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync())).RootElement.GetProperty("code").GetString();
}
