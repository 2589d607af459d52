using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Order_ids
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 1, 2, 3, 456, TimeSpan.Zero);
    private static readonly DocumentKey Key = DocumentKey.Create(At, [0xAB, 0xCD, 0xEF, 0x12, 0x34, 0x56]);

    [Fact]
    public void Are_version_7_uuids_of_the_moment_of_receipt()
    {
        var order = Key.Order(5);

        order.Version.ShouldBe(7);
        (order.Variant & 0xC).ShouldBe(0x8);
        DocumentKey.ReceivedAt(order).ShouldBe(At);
        order.ShouldNotBe(DocumentKey.Create(At, [0xAB, 0xCD, 0xEF, 0x12, 0x34, 0x57]).Order(5));
    }

    [Fact]
    public void Lead_back_to_their_document_and_place()
    {
        DocumentKey.OfOrder(Key.Order(70_000)).ShouldBe(Key);
        DocumentKey.IndexOfOrder(Key.Order(70_000)).ShouldBe(70_000);
        DocumentKey.TryParse(Key.ToString(), out var parsed).ShouldBeTrue();
        parsed.ShouldBe(Key);
        DocumentKey.TryParse(Key.Order(0).ToString(), out _).ShouldBeFalse();
        DocumentKey.TryParse("x", out _).ShouldBeFalse();
    }

    [Fact]
    public void Sort_by_place_within_their_document_and_below_its_own_id()
    {
        var ids = new[] { Key.Order(0), Key.Order(1), Key.Order(255), Key.Order(256), Key.Order(int.MaxValue), Key.Id };
        ids.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true))).ShouldBeInOrder();
    }
}
