using System.Globalization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>What <c>POST files</c> and <c>POST orders</c> have in common once the body is there.</summary>
internal sealed class Intake(IImporter importer)
{
    public const int LongestWait = 600;

    public static readonly Parameter Wait = new("wait", "number", "等待处理完成的秒数", "seconds to wait for the answer");

    /// <summary>Hands the document over and answers 202 with its id, or 200 with what became of it.</summary>
    public Task ReceiveAsync(HttpContext http, RawDocument document)
    {
        var wait = http.Request.QueryString.HasValue ? Seconds(http) : TimeSpan.Zero;
        var receipt = importer.ReceiveAsync(document, http.RequestAborted);
        return receipt.IsCompletedSuccessfully && wait == TimeSpan.Zero
            ? Acknowledge(http, receipt.Result)
            : AwaitAsync(http, receipt, wait);
    }

    /// <summary>The request's Idempotency-Key; null where it has none.</summary>
    public static string? Key(HttpContext http)
    {
        if (!http.Request.Headers.TryGetValue("Idempotency-Key", out var value))
        {
            return null;
        }

        var key = value.ToString();
        return key.Length is > 0 and <= 255
            ? key
            : throw new ProblemException(new Problem(400, "bad-idempotency-key", "Idempotency-Key must have 1 to 255 characters.", "Idempotency-Key 须为 1 至 255 个字符。"));
    }

    /// <summary>How long the caller is ready to wait.</summary>
    public static TimeSpan Seconds(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("wait", out var text))
        {
            return TimeSpan.Zero;
        }

        return double.TryParse(text.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait
            ? TimeSpan.FromSeconds(seconds)
            : throw new BadParameterException("wait", $"seconds from 0 to {LongestWait}", $"应为 0 到 {LongestWait} 的秒数");
    }

    private async Task AwaitAsync(HttpContext http, Task<IntakeReceipt> receiving, TimeSpan wait)
    {
        var receipt = await receiving.ConfigureAwait(false);
        var answer = receipt.Answer;
        if (wait > TimeSpan.Zero && receipt.Status != IntakeStatus.KeyReused)
        {
            answer ??= await importer.WaitAsync(receipt.DocumentId, wait, http.RequestAborted).ConfigureAwait(false);
            if (answer is not null)
            {
                await Answer.JsonAsync(http, answer, OrderJson.Wire.ImportDocument).ConfigureAwait(false);
                return;
            }
        }

        await Acknowledge(http, receipt).ConfigureAwait(false);
    }

    private static Task Acknowledge(HttpContext http, IntakeReceipt receipt)
    {
        if (receipt.Status == IntakeStatus.KeyReused)
        {
            throw new ProblemException(new Problem(
                422, "idempotency-key-reused", "This Idempotency-Key was used with another body.", "该 Idempotency-Key 已用于不同的请求体。"));
        }

        if (receipt.Answer is { Outcome: Outcome.Failed, Findings: [var finding, ..] })
        {
            throw new ProblemException(new Problem(422, finding.Code, finding.Message, finding.MessageZh) { Where = finding.Where, DocumentId = receipt.DocumentId });
        }

        return Answer.ReceiptAsync(http, receipt.DocumentId);
    }
}
