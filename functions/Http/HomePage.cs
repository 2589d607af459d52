using System.Globalization;
using System.Net;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Http;

/// <summary>A plain page that shows how the hub stands and where everything is. Written by the server, no script.</summary>
internal sealed class HomePage(HubServices services, HubOptions options, Gate gate)
{
    /// <summary>What the hub's pages may do: be looked at, and send a form to the hub.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string Style =
        "body{font:15px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c2733}" +
        "th,td:first-child,td.accepted,td.held,td.rejected,td.duplicate{white-space:nowrap}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}" +
        "td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #dde3ea;vertical-align:top}" +
        "nav form{display:inline}nav button{font:inherit;border:0;background:none;color:#1f4e79;text-decoration:underline;cursor:pointer;padding:0}nav a{margin-right:1.2rem}.accepted{color:#16713c}.held{color:#8a5a00}.rejected,.failed{color:#a3201f}.duplicate{color:#4b5b6b}" +
        ".n{display:inline-block;margin-right:2rem}.n b{font-size:1.4rem;display:block}.n a{color:inherit}small{color:#4b5b6b}";

    public Task WriteAsync(HttpContext http)
    {
        var english = IsEnglish(http.Request);
        string Say(string zh, string en) => english ? en : zh;
        var counts = services.Queries.Counts();
        var page = new StringBuilder(16_384);
        page.Append("<!doctype html><html lang=\"").Append(Say("zh-CN", "en")).Append("\"><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"10\">")
            .Append("<title>IntegrationHub</title><style>").Append(Style).Append("</style><h1>IntegrationHub ")
            .Append(Say("订单集成枢纽", "order hub")).Append("</h1><nav>");
        foreach (var (path, zh, en) in new[]
        {
            ("openapi.json", "接口文档", "API description"), ("health/live", "存活", "live"), ("health/ready", "就绪", "ready"),
            ("metrics", "指标", "metrics"), ("api/v1/orders?newestFirst=true", "订单 JSON", "orders as JSON"),
            ("api/v1/deadletters/summary", "死信", "dead letters"),
        })
        {
            page.Append("<a href=\"/hub/").Append(path).Append("\">").Append(Say(zh, en)).Append("</a>");
        }

        page.Append("<a href=\"/hub/?lang=").Append(Say("en\">English", "zh\">中文")).Append("</a>");
        if (gate.HasSession(http.Request))
        {
            page.Append("<form method=\"post\" action=\"").Append(SignIn.OutPath).Append("\"><button>").Append(Say("退出", "Sign out")).Append("</button></form>");
        }

        page.Append("</nav><p>");
        foreach (var outcome in new[] { Outcome.Accepted, Outcome.Held, Outcome.Rejected, Outcome.Duplicate })
        {
            var word = QueryText.Word<Outcome>(outcome);
            page.Append("<span class=\"n ").Append(word).Append("\"><b><a href=\"/hub/api/v1/orders?outcome=").Append(word).Append("&amp;newestFirst=true\">")
                .Append(counts.Orders.GetValueOrDefault(outcome)).Append("</a></b>").Append(Name(outcome, english)).Append("</span>");
        }

        page.Append("<span class=\"n held\"><b><a href=\"/hub/api/v1/documents?withoutOrders=true\">")
            .Append(counts.DocumentsWithoutOrders.Where(entry => entry.Key is Outcome.Held or Outcome.Rejected or Outcome.Failed).Sum(entry => entry.Value))
            .Append("</a></b>").Append(Say("没有读出订单的文档", "documents without an order")).Append("</span>");
        page.Append("<span class=\"n\"><b>").Append(counts.DocumentsOpen).Append("</b>").Append(Say("处理中的文档", "documents at work"))
            .Append("</span><span class=\"n\"><b>").Append(counts.DeadLetters).Append("</b>").Append(Say("死信", "dead letters")).Append("</span></p>");
        Files(page, english);
        Accounts(page, english);
        Orders(page, english);
        Documents(page, english);
        page.Append("<p><small>").Append(Say("投递文件夹", "drop folder")).Append(' ').Append(WebUtility.HtmlEncode(options.Inbox)).Append("</small></p></html>");
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return Answer.TextAsync(http, "text/html; charset=utf-8", page.ToString());
    }

    private void Files(StringBuilder page, bool english)
    {
        var problems = services.FileProblems();
        if (problems.Count == 0)
        {
            return;
        }

        Table(page, english ? "Rules, mappings and vocabularies that need mending" : "需要更正的规则、映射与词汇文件", english ? ["file", "problem"] : ["文件", "问题"]);
        foreach (var problem in problems)
        {
            page.Append("<tr>");
            Cell(page, problem.Where);
            Cell(page, english ? problem.Message : problem.MessageZh);
            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private void Accounts(StringBuilder page, bool english)
    {
        var accounts = services.Accounts().List();
        if (accounts.Count == 0)
        {
            return;
        }

        Table(page, english ? "Accounts" : "账户", english
            ? ["account", "system", "last sync", "new", "next sync", "remark"]
            : ["账户", "系统", "上次同步", "新记录", "下次同步", "备注"]);
        foreach (var account in accounts)
        {
            page.Append("<tr>");
            Cell(page, account.Name);
            Cell(page, english ? account.Title : account.TitleZh);
            Cell(page, account.LastRun is { } last ? Time(last.StartedAt) : "");
            Cell(page, account.LastRun?.Counts.Emitted.ToString(CultureInfo.InvariantCulture));
            Cell(page, account.NextDue is { } due ? Time(due) : "");
            var problem = account.Problems.Count > 0 ? (account.Problems[0].Message, account.Problems[0].MessageZh)
                : account.LastRun?.Fault is { } fault ? (fault.Message, fault.MessageZh) : default;
            Cell(page, english ? problem.Item1 : problem.Item2);
            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private void Orders(StringBuilder page, bool english)
    {
        Table(page, english ? "Recent orders" : "最近的订单", english
            ? ["received", "order", "customer", "lines", "outcome", "why"]
            : ["收到", "订单号", "客户", "行数", "结果", "原因"]);
        foreach (var view in services.Queries.ListOrderViews(new OrderQuery { NewestFirst = true, Limit = 25 }))
        {
            var why = view.Findings.OrderByDescending(finding => finding.Severity).FirstOrDefault(finding => finding.Severity >= Core.Findings.Severity.Hold);
            page.Append("<tr>");
            Cell(page, Time(view.Card.ReceivedAt));
            page.Append("<td><a href=\"/hub/api/v1/orders/").Append(view.Card.Id).Append("\">")
                .Append(WebUtility.HtmlEncode(view.Card.OrderNumber ?? (english ? "(none)" : "(无)"))).Append("</a></td>");
            Cell(page, view.Card.CustomerName ?? view.Card.CustomerCode);
            Cell(page, view.Card.Lines.ToString(CultureInfo.InvariantCulture));
            Outcomes(page, view.Card.Outcome, english);
            Cell(page, why is null ? "" : english ? why.Message : why.MessageZh);
            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private void Documents(StringBuilder page, bool english)
    {
        Table(page, english ? "Recent documents" : "最近的文档", english ? ["received", "name", "sender", "orders", "outcome"] : ["收到", "名称", "发件人", "订单数", "结果"]);
        foreach (var document in services.Queries.ListDocuments(25))
        {
            page.Append("<tr>");
            Cell(page, Time(document.ReceivedAt));
            page.Append("<td><a href=\"/hub/api/v1/documents/").Append(document.Key).Append("\">").Append(WebUtility.HtmlEncode(document.Name)).Append("</a></td>");
            Cell(page, document.Sender);
            Cell(page, document.Tally.Orders.ToString(CultureInfo.InvariantCulture));
            if (document.Answer is { } answer)
            {
                Outcomes(page, answer.Outcome, english, document.Dismissal is not null);
            }
            else
            {
                Cell(page, document.State == DocumentState.Parked ? (english ? "parked" : "已搁置") : (english ? "at work" : "处理中"));
            }

            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private static void Table(StringBuilder page, string title, string[] headers)
    {
        page.Append("<h2>").Append(title).Append("</h2><table><tr>");
        foreach (var header in headers)
        {
            page.Append("<th>").Append(header).Append("</th>");
        }

        page.Append("</tr>");
    }

    private static void Cell(StringBuilder page, string? text) => page.Append("<td>").Append(WebUtility.HtmlEncode(text)).Append("</td>");

    private static void Outcomes(StringBuilder page, Outcome outcome, bool english, bool dismissed = false) =>
        page.Append("<td class=\"").Append(dismissed ? "dismissed" : QueryText.Word<Outcome>(outcome)).Append("\">").Append(Name(outcome, english))
            .Append(!dismissed ? "" : english ? ", dismissed" : ",已了结").Append("</td>");

    private string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, options.Zone).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Name(Outcome outcome, bool english) => outcome switch
    {
        Outcome.Accepted => english ? "accepted" : "已接受",
        Outcome.Held => english ? "held" : "待处理",
        Outcome.Rejected => english ? "rejected" : "已拒绝",
        Outcome.Duplicate => english ? "duplicate" : "重复",
        _ => english ? "failed" : "无法读取",
    };

    /// <summary>The language that was asked for, else the browser's.</summary>
    public static bool IsEnglish(HttpRequest request) => request.Query.TryGetValue("lang", out var asked)
        ? asked == "en"
        : request.Headers.AcceptLanguage.ToString() is { Length: > 0 } accepted && !accepted.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            && !accepted.StartsWith('*');
}
