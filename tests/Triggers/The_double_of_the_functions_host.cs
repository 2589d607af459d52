using System.Net;
using System.Text;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>The double is as strict as the host's published contract, so that a mistake shows here and not on Azure.</summary>
public sealed class The_double_of_the_functions_host
{
    [Theory]
    [InlineData(200, "application/json", "{}", "Succeeded")]
    [InlineData(201, "application/json", "{\"outputs\":{}}", "Succeeded")]
    [InlineData(200, "application/json", "", "Hangs")]
    [InlineData(202, null, "", "Hangs")]
    [InlineData(204, null, "", "Hangs")]
    [InlineData(200, "application/json", "null", "Hangs")]
    [InlineData(200, "application/json", "[]", "Failed")]
    [InlineData(200, "application/json", "{", "Failed")]
    [InlineData(200, "text/plain", "{}", "Failed")]
    [InlineData(302, "application/json", "{}", "Failed")]
    [InlineData(500, "application/json", "{}", "Failed")]
    [InlineData(503, "application/json", "{}", "Failed")]
    public async Task Takes_an_answer_as_the_host_does(int status, string? type, string body, string taken)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.ContentType = type is null ? null : new(type);

        (await HandlerReplies.ReadAsync(answer, default)).ToString().ShouldBe(taken);
    }

    [Theory]
    [InlineData("documents/function.json", "\"dataType\": \"binary\",", "", "dataType")]
    [InlineData("documents/function.json", "\"autoComplete\": true", "\"autoComplete\": false", "autoComplete")]
    [InlineData("documents/function.json", "\"cardinality\": \"one\"", "\"cardinality\": \"many\"", "one message at a time")]
    [InlineData("documents/function.json", "\"queueName\"", "\"queue\"", "queue")]
    [InlineData("http/function.json", "\"type\": \"http\"", "\"type\": \"queue\"", "http output")]
    [InlineData("http/function.json", "\"anonymous\"", "\"function\"", "function keys")]
    [InlineData("host.json", "\"enableProxyingHttpRequest\": true", "\"enableProxyingHttpRequest\": false", "proxying")]
    [InlineData("host.json", "\"version\": \"2.0\"", "\"version\": \"1.0\"", "version")]
    [InlineData("host.json", "\"extensionBundle\"", "\"extensionBundles\"", "extensionBundles")]
    public void Refuses_an_app_that_the_host_would_misread(string file, string text, string instead, string said)
    {
        using var folder = new EndToEnd.TempFolder();
        HostFolder.Write(folder.Path, TriggerCatalogue.Default);
        var before = File.ReadAllText(folder.At(file));
        before.ShouldContain(text);
        File.WriteAllText(folder.At(file), before.Replace(text, instead, StringComparison.Ordinal));

        Should.Throw<InvalidDataException>(() => FunctionsApp.Read(folder.Path)).Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("0 * * * * *", "2026-11-22T10:05:00Z", true)]
    [InlineData("0 * * * * *", "2026-11-22T10:05:30Z", false)]
    [InlineData("*/30 * * * * *", "2026-11-22T10:05:30Z", true)]
    [InlineData("*/30 * * * * *", "2026-11-22T10:05:31Z", false)]
    [InlineData("0 15,45 8 * * 0", "2026-11-22T08:45:00Z", true)]
    [InlineData("0 15,45 8 * * 1", "2026-11-22T08:45:00Z", false)]
    public void Keeps_a_schedule(string schedule, string at, bool calls) =>
        Ncrontab.Parse(schedule).Has(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(calls);

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("x * * * * *")]
    public void Refuses_what_is_no_schedule(string schedule) => Should.Throw<FormatException>(() => Ncrontab.Parse(schedule));
}
