using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Tests.EndToEnd;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class A_demo_without_its_sandbox
{
    [Fact]
    public void Says_what_is_missing_and_the_ways_out()
    {
        using var folder = new TempFolder();

        var refused = Should.Throw<RefusedException>(() => Demo.Sandbox(folder.Path, null));

        (refused.Code, refused.ExitCode).ShouldBe(("sandbox-missing", 4));
        refused.En.ShouldContain("start without --demo");
        refused.Zh.ShouldContain("去掉 --demo");
        Demo.Sandbox(folder.Path, folder.Write("elsewhere", "")).ShouldBe(folder.At("elsewhere"));
    }
}
