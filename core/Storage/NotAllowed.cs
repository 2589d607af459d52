using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>Why the state of an order does not allow what a person wants with it.</summary>
internal static class NotAllowed
{
    private const string Code = "not-allowed";

    public static VerbAnswer Release(OrderCard card) => Because(
        $"order {card.Id} is {Name(card.Outcome).En}; only a held order can be released",
        $"订单 {card.Id} 的状态为{Name(card.Outcome).Zh}，只有待处理的订单才能放行");

    public static VerbAnswer Link(OrderCard card) => Because(
        $"order {card.Id} is {Name(card.Outcome).En}; only a held or accepted order can be linked",
        $"订单 {card.Id} 的状态为{Name(card.Outcome).Zh}，只有待处理或已接受的订单才能关联");

    public static VerbAnswer LinkToItself(Guid order) => Because($"order {order} cannot be linked to itself", $"订单 {order} 不能关联到它自己");

    public static VerbAnswer LinkToRejected(OrderCard original) => Because(
        $"order {original.Id} is rejected; linked to it, the goods would be delivered by neither", $"订单 {original.Id} 已被拒绝；若关联到它，两张订单都不会交货");

    /// <param name="order">The order that was to be linked.</param>
    /// <param name="original">The duplicate to which.</param>
    /// <param name="root">The order that the duplicate repeats in the end; null where that cannot be told.</param>
    public static VerbAnswer LinkToDuplicate(Guid order, OrderCard original, Guid? root) => root == order
        ? Because($"order {original.Id} is linked to order {order} already; unlink it first", $"订单 {original.Id} 已关联到订单 {order}；请先解除该关联")
        : Because(
            $"order {original.Id} is a duplicate itself" + (root is null ? "" : $"; link to its original {root}"),
            $"订单 {original.Id} 本身是重复订单" + (root is null ? "" : $"；请关联到它的原订单 {root}"));

    private static VerbAnswer Because(string en, string zh) => new(VerbResult.NotAllowed, [new Finding(Code, Severity.Error, en, zh)]);

    private static (string En, string Zh) Name(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => ("accepted", "已接受"),
        Outcome.Held => ("held", "待处理"),
        Outcome.Rejected => ("rejected", "已拒绝"),
        Outcome.Duplicate => ("a duplicate", "重复"),
        _ => (outcome.ToString(), outcome.ToString()),
    };
}
