using IntegrationHub.Core.Findings;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Looks after IT's own files while no document comes, and says once in the log what is wrong with them and when it is mended.</summary>
/// <param name="problems">What is wrong now.</param>
/// <param name="lay">Lays what editors need beside the files.</param>
/// <param name="clock">Tells when to look again.</param>
/// <param name="log">Where it is said.</param>
internal sealed class FileNews(Func<IReadOnlyList<Finding>> problems, Action lay, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private HashSet<Finding> _told = [];
    private string? _trouble;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            lay();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // A folder that is mounted read-only works as well; only editors miss something.
            log.LogWarning("no schemas for editors: {Problem} / 未能写入供编辑器使用的 schema", denied.Message);
        }

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Tell();
                _trouble = null;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Whatever stands in a file, intake does not end because it is being looked at.
                if (fault.Message != _trouble)
                {
                    var isDenied = fault is IOException or UnauthorizedAccessException;
                    log.Log(
                        isDenied ? LogLevel.Warning : LogLevel.Error, isDenied ? null : fault,
                        "cannot look at the files: {Problem} / 无法查看规则、映射与词汇文件", fault.Message);
                    _trouble = fault.Message;
                }
            }

            await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once.</summary>
    public void Tell()
    {
        var now = problems().ToHashSet();
        foreach (var problem in now.Except(_told))
        {
            log.Log(
                problem.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warning, "{Place}: {Code}: {Problem} / {ProblemZh}",
                problem.Where, problem.Code, problem.Message, problem.MessageZh);
        }

        foreach (var mended in _told.Select(problem => problem.Where).Except(now.Select(problem => problem.Where)))
        {
            log.LogInformation("{Place}: mended / 已更正", mended);
        }

        _told = now;
    }
}
