using System.Text;
using IntegrationHub.Functions.Http;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Http;

public sealed class Bodies_that_are_not_the_JSON_expected
{
    [Theory]
    [InlineData("""{"original":"no id"}""", "/original", "/original should be an id", "/original 应为带引号的 id")]
    [InlineData("""{"actor":5}""", "/actor", "/actor should be text", "/actor 应为带引号的文本")]
    [InlineData("""{"force":"yes"}""", "/force", "/force should be true or false", "/force 应为 true 或 false")]
    [InlineData("[]", null, "The body should be an object", "请求体应为对象")]
    [InlineData("null", null, "The body should be an object", "请求体应为对象")]
    [InlineData("{\n\"actor\": }", "2:10", "not valid JSON at line 2, byte 10", "第 2 行第 10 字节处")]
    public async Task Are_answered_with_the_place_and_what_should_stand_there(string body, string? where, string en, string zh)
    {
        var problem = await Refused(body);

        (problem.Status, problem.Code).ShouldBe((400, "malformed-json"));
        problem.Title.ShouldContain(en);
        problem.Detail.ShouldContain(zh);
        (problem.Title + problem.Detail).ShouldNotContain("System.");
        (where is null || problem.Where == where).ShouldBeTrue(problem.Where);
    }

    [Theory]
    [InlineData("""{"query":{"ids":[1,"x"]}}""", "/query/ids/1 should be a whole number")]
    [InlineData("""{"query":{"ids":7}}""", "/query/ids should be an array")]
    public async Task Name_places_inside_lists(string body, string said)
    {
        var http = Context(body);
        var problem = (await Should.ThrowAsync<ProblemException>(async () => await RequestBody.JsonAsync(http, HubJson.Wire.DeadLetterVerb))).Problem;

        problem.Title.ShouldContain(said);
    }

    private static async Task<Problem> Refused(string body) =>
        (await Should.ThrowAsync<ProblemException>(async () => await RequestBody.JsonAsync(Context(body), HubJson.Wire.OrderVerb))).Problem;

    private static DefaultHttpContext Context(string body)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Request.ContentType = "application/json";
        return http;
    }
}
