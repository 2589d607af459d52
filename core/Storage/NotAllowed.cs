using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Completeness;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>Why the state of an order does not allow what a person wants with it.</summary>
internal static class NotAllowed
{
    private const string Code = "not-allowed";

    public static VerbAnswer Release(OrderCard card) => Because(
        $"order {card.Id} is {Name(card.Outcome).En}; only a held order can be released",
        $"订单 {card.Id} 的状态为{Name(card.Outcome).Zh}，只有待处理的订单才能放行");

    /// <summary>Why an order cannot be carried out whatever anybody decides: nothing to deliver, or nobody to whom; null where it can.</summary>
    public static VerbAnswer? ReleaseIncomplete(OrderView view)
    {
        var lines = view.Order.Lines;
        if (lines.Count == 0)
        {
            return Because($"order {view.Card.Id} has no lines; reject it and import the corrected file", $"订单 {view.Card.Id} 没有订单行；请拒绝后导入更正的文件");
        }

        if (lines.FirstOrDefault(l => l.Quantity is null) is { } open)
        {
            return Because(
                $"line {open.LineNumber} of order {view.Card.Id} has no quantity; reject it and import the corrected file",
                $"订单 {view.Card.Id} 第 {open.LineNumber} 行没有数量；请拒绝后导入更正的文件");
        }

        return view.Findings.Any(f => f.Code == CompletenessFindings.CustomerMissing.Code)
            ? Because($"nothing says who ordered order {view.Card.Id}; reject it and import it again with its sender", $"订单 {view.Card.Id} 没有客户；请拒绝后注明发件人重新导入")
            : null;
    }

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
