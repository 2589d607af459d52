using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Taobao;
using IntegrationHub.Sandbox.Doubles.Taobao;
using HisJd = IntegrationHub.Sandbox.Doubles.Jd.JdSignature;
using OwnJd = IntegrationHub.Connectors.Jd.JdSignature;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

public sealed class Signatures
{
    private static readonly JsonDocument Vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(GeneratedFile.Root, "tests", "Connectors", "Shops", "signatures.json")));

    public static TheoryData<string, string> Taobao => Ids("top");

    public static TheoryData<string, string> Jd => Ids("jd");

    [Theory]
    [MemberData(nameof(Taobao))]
    public void Of_Taobao_are_the_published_ones(string id, string culture)
    {
        var (vector, parameters) = Vector("top", id, culture);
        var name = parameters.GetValueOrDefault("sign_method") ?? (vector.TryGetProperty("method", out var stated) ? stated.GetString()! : "md5");
        var method = Enum.GetValues<TaobaoSignMethod>().Single(m => TaobaoSignature.Name(m) == name);
        var secret = vector.GetProperty("secret").GetString()!;

        TaobaoSignature.Sign(parameters, secret, method).ShouldBe(vector.GetProperty("sign").GetString());
        TopSignature.Of(parameters, secret, name).ShouldBe(vector.GetProperty("sign").GetString());
        TopSignature.Text(parameters).ShouldBe(vector.GetProperty("concat").GetString());
    }

    [Theory]
    [MemberData(nameof(Jd))]
    public void Of_Jd_are_the_published_ones(string id, string culture)
    {
        var (vector, parameters) = Vector("jd", id, culture);
        var secret = vector.GetProperty("secret").GetString()!;

        OwnJd.Sign(parameters, secret).ShouldBe(vector.GetProperty("sign").GetString());
        HisJd.Of(parameters, secret).ShouldBe(vector.GetProperty("sign").GetString());
        HisJd.Text(parameters).ShouldBe(vector.GetProperty("concat").GetString());
    }

    /// <summary>Under cultures that sort and case letters in ways of their own.</summary>
    private static TheoryData<string, string> Ids(string platform)
    {
        var data = new TheoryData<string, string>();
        foreach (var vector in Vectors.RootElement.GetProperty(platform).EnumerateArray())
        {
            data.Add(vector.GetProperty("id").GetString()!, "zh-CN");
            data.Add(vector.GetProperty("id").GetString()!, "tr-TR");
        }

        return data;
    }

    private static (JsonElement Vector, Dictionary<string, string> Parameters) Vector(string platform, string id, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var vector = Vectors.RootElement.GetProperty(platform).EnumerateArray().Single(v => v.GetProperty("id").GetString() == id);
        return (vector, vector.GetProperty("params").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!));
    }
}
