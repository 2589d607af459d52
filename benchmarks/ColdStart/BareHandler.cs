using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Benchmarks.ColdStart;

/// <summary>The reference of the cold start: the least ASP.NET Core app that answers the Functions host. Runs as a process of its own.</summary>
internal static class BareHandler
{
    public static Task RunAsync(int port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/", () => "bare");
        app.MapPost("/documents", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Text("{}", "application/json");
        });
        return app.RunAsync();
    }
}
