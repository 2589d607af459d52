using IntegrationHub.Functions.Hosting;
using IntegrationHub.Tests.Storage;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Credit_data_that_grows_old
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(23, false)]
    [InlineData(26, true)]
    public async Task Is_said_in_the_log_once_it_is_older_than_a_day(int? hours, bool isSaid)
    {
        var clock = new TestClock();
        using var written = new StringWriter();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(new LineLog(written, TextWriter.Null, clock, LogLevel.Information)));
        using var stopping = new CancellationTokenSource();

        var watch = new CreditAge(() => hours is { } age ? clock.GetUtcNow().AddHours(-age) : null, clock, logs.CreateLogger(CreditAge.Log)).RunAsync(stopping.Token);
        await stopping.CancelAsync();
        await watch;

        written.ToString().Contains("credit data is 26 hours old / 信用数据已有 26 小时未更新", StringComparison.Ordinal).ShouldBe(isSaid);
    }
}
