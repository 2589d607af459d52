using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

public sealed class The_key_of_the_checkpoints
{
    [Theory]
    [InlineData("env", "HUB_TEST_NO_SUCH_VARIABLE")]
    [InlineData("file", "/no/such/file")]
    public void Is_never_replaced_by_one_of_this_instance_where_it_cannot_be_read(string scheme, string name)
    {
        var refused = Should.Throw<StoreUnavailableException>(() => StoreOpening.Server(Options(new SecretReference(scheme, name))));

        refused.Finding.Code.ShouldBe("store-checkpoint-key-missing");
        refused.Finding.Message.ShouldContain($"{scheme}:{name}");
    }

    [Fact]
    public void Is_this_instances_own_where_none_is_named() => StoreOpening.Server(Options(null)).CheckpointKey.ShouldBeNull();

    private static HubOptions Options(SecretReference? key) => new() { Data = "unused", Store = new StoreSettings { Kind = StoreKind.Postgres, CheckpointKey = key } };
}
