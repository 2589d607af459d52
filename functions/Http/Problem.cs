using System.Diagnostics;
using System.Text.Json;
using IntegrationHub.Core.Orders;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>An RFC 9457 problem: the title is English, the detail Chinese, the code is what programs look at.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Kebab-case, bounded set.</param>
/// <param name="Title">English sentence.</param>
/// <param name="Detail">Chinese sentence.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Where in the request it is: a JSON Pointer, <c>line:column</c> or a parameter's name.</summary>
    public string? Where { get; init; }

    /// <summary>The archived document that could not be read.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Seconds after which to try again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Methods that the path takes.</summary>
    public string? Allow { get; init; }

    /// <summary>Nothing is taken now.</summary>
    public static Problem NotReady { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "not-ready", "The hub is starting or stopping.", "集成枢纽正在启动或停止。") { RetryAfter = 2 };

    public static Problem NotFound(string what, string zh, object? which) =>
        new(StatusCodes.Status404NotFound, "not-found", $"There is no {what} {which}.", $"没有{zh} {which}。");

    /// <summary>The body is of another kind than the path takes (RFC 9110, 15.5.16).</summary>
    public static Problem WrongMediaType(string? used, string wanted) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", $"Send {wanted}, not {used}.", $"请以 {wanted} 提交,而不是 {used}。")
    {
        Where = "Content-Type",
    };

    /// <param name="used">Method of the request.</param>
    /// <param name="allowed">Methods that the path takes, comma-separated.</param>
    public static Problem WrongMethod(string used, string allowed) => new(
        StatusCodes.Status405MethodNotAllowed, "method-not-allowed", $"{used} is not allowed here; use {allowed}.", $"此处不支持 {used},请使用 {allowed}。")
    {
        Allow = allowed,
    };

    public static Problem BadParameter(string name, string allowed, string allowedZh) =>
        new(StatusCodes.Status400BadRequest, "bad-parameter", $"Parameter '{name}': {allowed}.", $"参数“{name}”:{allowedZh}。") { Where = name };

    public static Problem TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body is larger than {limit} bytes.", $"请求体超过 {limit} 字节。");

    /// <summary>Answers with the problem, unless the answer has begun.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        if (RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Allow is { } methods)
        {
            http.Response.Headers.Allow = methods;
        }

        if (Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Encoder = OrderJson.Wire.Options.Encoder });
        writer.WriteStartObject();
        writer.WriteString("type", "urn:integration-hub:problem:" + Code);
        writer.WriteString("title", Title);
        writer.WriteNumber("status", Status);
        writer.WriteString("detail", Detail);
        writer.WriteString("code", Code);
        if (Where is not null)
        {
            writer.WriteString("where", Where);
        }

        if (DocumentId is not null)
        {
            writer.WriteString("documentId", DocumentId);
        }

        writer.WriteString("instance", (http.Request.PathBase + http.Request.Path).Value);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } request)
        {
            writer.WriteString("traceId", request.TraceId.ToHexString());
        }

        writer.WriteEndObject();
    }
}

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;
}
