using IntegrationHub.Core.Findings;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>What can be wrong between the hub and Azure Service Bus.</summary>
[FindingCodes]
public static class ServiceBusFindings
{
    public static readonly FindingCode Unreachable = new(
        "bus-unreachable", Severity.Error,
        "Service Bus at {0} does not answer: {1}.", "{0} 的 Service Bus 没有应答:{1}。",
        "Check name, network and firewall of the namespace. Work waits and goes on by itself.", "请检查命名空间的名称、网络与防火墙。工作会等待,恢复后自动继续。");

    public static readonly FindingCode Unauthorized = new(
        "bus-unauthorized", Severity.Error,
        "Service Bus refuses the hub's credential for {0} (401).", "Service Bus 拒绝枢纽对 {0} 的凭据(401)。",
        "Check key name and key, or the identity's role (Azure Service Bus Data Owner).", "请检查密钥名与密钥,或身份的角色(Azure Service Bus Data Owner)。");

    public static readonly FindingCode ClockSkew = new(
        "bus-clock-skew", Severity.Error,
        "Service Bus refuses the hub's credential, and the clocks are {0} apart.", "Service Bus 拒绝枢纽的凭据,且两边时钟相差 {0}。",
        "Set this machine's clock (NTP): tokens of a wrong clock have expired or are not yet valid.", "请校准本机时钟(NTP):时钟错误会使令牌过期或尚未生效。");

    public static readonly FindingCode SecretMissing = new(
        "bus-secret-missing", Severity.Error,
        "The secret {0} for Service Bus is not set.", "没有设置 Service Bus 的密钥 {0}。",
        "Set the environment variable or mount the file that the reference names.", "请设置引用所指的环境变量,或挂载所指的文件。");

    public static readonly FindingCode IdentityRefused = new(
        "bus-identity-refused", Severity.Error,
        "No Entra token for Service Bus could be had ({0}).", "无法取得 Service Bus 的 Entra 令牌({0})。",
        "Give the app a managed identity, or check bus.authority for a national cloud.", "请为应用配置托管身份;国家云请检查 bus.authority。");

    public static readonly FindingCode EntityMissing = new(
        "bus-entity-missing", Severity.Error,
        "Service Bus has no queue, topic or subscription “{0}”.", "Service Bus 中没有队列、主题或订阅“{0}”。",
        "Create it with the settings that hub doctor names.", "请按 hub doctor 给出的设置创建。");

    public static readonly FindingCode NeedsSession = new(
        "bus-entity-needs-session", Severity.Error,
        "“{0}” requires sessions; over REST nothing can be received from it.", "“{0}”要求会话,通过 REST 无法接收。",
        "Create it without requiresSession; this cannot be changed later.", "请以不启用 requiresSession 的方式重新创建;创建后不能更改。");

    public static readonly FindingCode Busy = new(
        "bus-busy", Severity.Warning,
        "Service Bus asks for a pause ({0}).", "Service Bus 要求稍候({0})。",
        "Nothing to do: the hub waits as long as asked. If it stays, use a larger tier.", "无需处理:枢纽按要求等待。若持续如此,请升级层级。");

    public static readonly FindingCode QuotaExceeded = new(
        "bus-quota-exceeded", Severity.Error,
        "“{0}” is full or the operation is not allowed (403): {1}.", "“{0}”已满或不允许此操作(403):{1}。",
        "Look for a subscription or queue that nobody reads, or enlarge the entity.", "请查找无人读取的订阅或队列,或增大该实体的容量。");

    public static readonly FindingCode ServerError = new(
        "bus-server-error", Severity.Error,
        "Service Bus answers {0} for “{1}”.", "Service Bus 对“{1}”返回 {0}。",
        "Work waits and goes on by itself; if it stays, look at the state of the service.", "工作会等待并自动继续;若持续如此,请查看服务状态。");

    public static readonly FindingCode RequestRefused = new(
        "bus-request-refused", Severity.Error,
        "Service Bus refuses a message for “{0}” ({1}): {2}.", "Service Bus 拒收发往“{0}”的消息({1}):{2}。",
        "The message is kept as a dead letter; correct or discard it.", "消息已保留为死信;请改正或弃置。");

    public static readonly FindingCode MessageTooLarge = new(
        "bus-message-too-large", Severity.Error,
        "The properties of message {0} take {1} bytes; {2} are allowed.", "消息 {0} 的属性共 {1} 字节,上限为 {2} 字节。",
        "Put what is large into the body.", "请把较大的内容放入消息体。");

    public static readonly FindingCode PropertyTooLarge = new(
        "bus-property-too-large", Severity.Error,
        "Property {1} of message {0} takes {2} bytes; {3} are allowed.", "消息 {0} 的属性 {1} 为 {2} 字节,上限为 {3} 字节。",
        "Put what is large into the body.", "请把较大的内容放入消息体。");

    public static readonly FindingCode MessageExpired = new(
        "message-expired", Severity.Error,
        "The message waited longer than it may live.", "消息等待的时间超过了其存活期。",
        "Find out why nobody received it, then replay or discard it.", "请查明为何无人接收,然后重放或弃置。");

    public static readonly FindingCode DeadLetteredByBus = new(
        "dead-lettered-by-bus", Severity.Error,
        "Somebody or Service Bus itself dead-lettered the message: {0}.", "消息被他人或 Service Bus 转为死信:{0}。",
        "Look at the message, then replay or discard it.", "请查看消息内容,然后重放或弃置。");

    public static readonly FindingCode EnvelopeInvalid = new(
        "envelope-invalid", Severity.Error,
        "The message carries a property of the hub that the hub did not write so: {0}.", "消息带有并非由枢纽写入的枢纽属性:{0}。",
        "Find out who sends to this queue; only the hub should hold the right to.", "请查明谁在向此队列发送;只有枢纽应有发送权限。");

    public static readonly FindingCode ClaimMissing = new(
        "claim-missing", Severity.Error,
        "The message's body was kept in the store under {0} and is not there.", "消息体以 {0} 存放在存储中,但已不存在。",
        "The message belongs to another store, or the store was restored from before it; discard it or replay it there.", "消息属于另一存储,或存储已恢复到更早的备份;请弃置或在原处重放。");

    public static readonly FindingCode SettingDiffers = new(
        "bus-setting-differs", Severity.Warning,
        "“{0}”: {1} is {2}, the hub relies on {3}.", "“{0}”:{1} 为 {2},枢纽要求 {3}。",
        "Change the entity; what cannot be changed later is set by creating it anew.", "请修改该实体;创建后不能更改的设置需重新创建。");
}
