using System.Text;
using System.Text.Json;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using IntegrationHub.Tests.Storage;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>Calls the double of the Taobao Open Platform by hand.</summary>
internal sealed class TopCaller
{
    public TopCaller(ShopPlan? plan = null, TopSetup? setup = null)
    {
        plan ??= new ShopPlan(1, 0, Clock.GetUtcNow().AddDays(-1), TimeSpan.FromHours(12), ShopHabits.Taobao) { ReplicationLag = 0 };
        Double = new TopDouble(new Shop(plan), setup ?? new TopSetup(), Clock);
        Grant = Double.Tokens.Exchange(Double.Tokens.Authorise("shop"))!;
    }

    public TestClock Clock { get; } = new();

    public TopDouble Double { get; }

    public Grant Grant { get; }

    public string Now => TopTrade.Clock(Clock.GetUtcNow());

    /// <summary>A sound call, as changed by the caller before it is signed; a parameter set to null is left out.</summary>
    public JsonElement Call(string method, Dictionary<string, string?> changes, Action<Dictionary<string, string>>? afterSigning = null, WireFault fault = WireFault.None, string signMethod = "hmac-sha256")
    {
        var parameters = new Dictionary<string, string>
        {
            ["method"] = method, ["app_key"] = Double.Options.AppKey, ["format"] = "json", ["v"] = "2.0",
            ["sign_method"] = signMethod, ["timestamp"] = Now, ["session"] = Grant.Access,
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                parameters.Remove(name);
            }
            else
            {
                parameters[name] = value;
            }
        }

        parameters["sign"] = TopSignature.Of(parameters, Double.Options.AppSecret, parameters.GetValueOrDefault("sign_method") is { } known && TopSignature.Methods.Contains(known) ? known : "md5");
        afterSigning?.Invoke(parameters);
        var reply = Double.Answer(new WireCall("POST", "/router/rest", [], [.. parameters]), new CallFate(fault, TimeSpan.FromSeconds(23)));
        return JsonDocument.Parse(Encoding.UTF8.GetString(reply.Body)).RootElement;
    }

    /// <summary>The increment list of the last hours.</summary>
    public JsonElement Increment(int hours, Dictionary<string, string?>? changes = null)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["fields"] = "tid,modified",
            ["start_modified"] = TopTrade.Clock(Clock.GetUtcNow().AddHours(-hours)),
            ["end_modified"] = Now,
        };
        foreach (var (name, value) in changes ?? [])
        {
            parameters[name] = value;
        }

        return Call("taobao.trades.sold.increment.get", parameters);
    }

    /// <summary>Code and sub-code of a refusal, <c>40/isv.missing-parameter:fields</c>; empty for a good answer.</summary>
    public static string Error(JsonElement answer) => answer.TryGetProperty("error_response", out var error)
        ? error.GetProperty("code") + (error.TryGetProperty("sub_code", out var sub) ? "/" + sub.GetString() : "") : "";
}
