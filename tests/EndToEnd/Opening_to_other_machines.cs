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

    [Fact]
    public async Task A_browser_signs_in_looks_and_signs_out()
    {
        using var folder = new TempFolder { Environment = { ["HUB_API_KEY"] = Key } };
        await using var hub = await RunningHub.StartAsync(folder);

        using var turned = await hub.SendAsync(Page(hub, "", null));
        (turned.StatusCode, turned.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/hub/sign-in"));
        using var page = await hub.SendAsync(Page(hub, "sign-in?lang=en", null));
        (await page.Content.ReadAsStringAsync()).ShouldContain("<input id=\"key\" name=\"key\" type=\"password\"");
        using var chinese = await hub.SendAsync(Page(hub, "sign-in?lang=zh", null));
        (await chinese.Content.ReadAsStringAsync()).ShouldContain("API 密钥");

        using var wrong = await hub.SendAsync(Form(hub, "sign-in?lang=en", "key=another-key-of-the-same-length!!"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("That is not the key.");

        using var entered = await hub.SendAsync(Form(hub, "sign-in", "key=" + Uri.EscapeDataString(Key)));
        (entered.StatusCode, entered.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/hub/"));
        var cookie = entered.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=strict", Case.Insensitive);
        cookie.ShouldContain("; path=/hub", Case.Insensitive);
        cookie.ShouldContain("; max-age=28800", Case.Insensitive);
        cookie.ShouldNotContain("; secure", Case.Insensitive);
        cookie.ShouldNotContain(Key);
        var session = cookie.Split(';')[0];

        using var home = await hub.SendAsync(Page(hub, "?lang=en", session));
        home.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = await home.Content.ReadAsStringAsync();
        shown.ShouldContain("Sign out");
        const string Held = "api/v1/orders?outcome=held&newestFirst=true";
        shown.ShouldContain($"<a href=\"/hub/{WebUtility.HtmlEncode(Held)}\">0</a>");
        using var orders = await hub.SendAsync(Page(hub, Held, session));
        orders.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var left = await hub.SendAsync(Form(hub, "sign-out", "", session));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        left.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldContain("expires=Thu, 01 Jan 1970", Case.Insensitive);
        using var after = await hub.SendAsync(Page(hub, "", session));
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_changes_nothing_and_other_web_sites_neither_use_nor_make_one()
    {
        using var folder = new TempFolder { Environment = { ["HUB_API_KEY"] = Key } };
        await using var hub = await RunningHub.StartAsync(folder);
        using var secure = Form(hub, "sign-in", "key=" + Uri.EscapeDataString(Key));
        secure.Headers.Add("X-Forwarded-Proto", "https");
        using var entered = await hub.SendAsync(secure);
        var cookie = entered.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("; secure", Case.Insensitive);
        var session = cookie.Split(';')[0];

        using var order = new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Address, "api/v1/orders")) { Content = new StringContent(Samples.Order("S-1"), System.Text.Encoding.UTF8, "application/json") };
        order.Headers.Add("Cookie", session);
        using var posted = await hub.SendAsync(order);
        posted.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        foreach (var (name, value) in new[] { ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
        {
            foreach (var path in new[] { "sign-in", "sign-out" })
            {
                using var foreign = Form(hub, path, "key=" + Uri.EscapeDataString(Key), session);
                foreign.Headers.Add(name, value);
                using var refused = await hub.SendAsync(foreign);
                refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{path} {name} {value}");
            }
        }

        using var still = await hub.SendAsync(Page(hub, "", session));
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var made = await hub.SendAsync(Page(hub, "", "hub_session=" + new string('A', 75)));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Who_tries_too_often_waits()
    {
        using var folder = new TempFolder { Environment = { ["HUB_API_KEY"] = Key } };
        await using var hub = await RunningHub.StartAsync(folder);
        var codes = new List<HttpStatusCode>();
        HttpResponseMessage? last = null;
        for (var attempt = 0; attempt < 11; attempt++)
        {
            last?.Dispose();
            last = await hub.SendAsync(Form(hub, "sign-in?lang=en", $"key=wrong-{attempt}"));
            codes.Add(last.StatusCode);
        }

        codes.Take(10).ShouldAllBe(code => code == HttpStatusCode.Unauthorized);
        codes[10].ShouldBe(HttpStatusCode.TooManyRequests);
        last!.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await last.Content.ReadAsStringAsync()).ShouldContain("Too many attempts");
        last.Dispose();

        // A program that shows the key is not kept waiting.
        using var program = await hub.SendAsync(Request(hub, Key));
        program.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Page(RunningHub hub, string path, string? session)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Address, path));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (session is not null)
        {
            request.Headers.Add("Cookie", session);
        }

        return request;
    }

    private static HttpRequestMessage Form(RunningHub hub, string path, string body, string? session = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub.Address, path))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (session is not null)
        {
            request.Headers.Add("Cookie", session);
        }

        return request;
    }

    private static HttpRequestMessage Request(RunningHub hub, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Address, "api/v1/orders"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
