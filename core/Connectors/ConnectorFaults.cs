using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>Faults that every connector may meet, with one code and one sentence each.</summary>
public static class ConnectorFaults
{
    /// <summary>Code of <see cref="CursorUnknown"/>. The runtime begins anew by itself.</summary>
    public const string CursorUnknownCode = "cursor-unknown";

    /// <summary>A cursor that the connector cannot read.</summary>
    public static Fault CursorUnknown(string detail) => Of(
        FaultClass.Config, CursorUnknownCode, "fetch",
        "The place where this sync stopped was written by another version; the hub begins there anew.",
        "此同步的断点由其他版本写入;枢纽会从该处重新开始。", detail);

    /// <summary>A record whose bytes cannot be read, or that lacks its key.</summary>
    /// <param name="where">Its place in the answer.</param>
    /// <param name="detail">What is wrong.</param>
    public static Fault RecordMalformed(string where, string detail) => Of(
        FaultClass.RecordRejected, "record-malformed", "fetch",
        $"One record at {where} cannot be read; the others went on. Correct it at its source.",
        $"位于 {where} 的一条记录无法读取,其余记录已继续处理。请在来源系统更正。", detail);

    /// <summary>A secret reference that leads nowhere.</summary>
    public static Fault SecretMissing(SecretRef reference) => Of(
        FaultClass.Config, "secret-missing", "check",
        $"The secret {reference} is not there; set the environment variable or write the file.",
        $"找不到密钥 {reference};请设置环境变量或写入该文件。", null);

    /// <summary>A secret that its vault does not give.</summary>
    public static Fault SecretUnavailable(SecretUnavailableException refusal) => Of(
        refusal.IsPassing ? FaultClass.Transient : FaultClass.Config, refusal.Finding.Code, "check", refusal.Finding.Message, refusal.Finding.MessageZh, null);

    /// <summary>An account without a token.</summary>
    public static Fault TokenMissing() => Of(
        FaultClass.Config, "token-missing", "check",
        "The account has no token; add the section 'token' with secret references.",
        "账户没有令牌;请添加 token 一节并写入密钥引用。", null);

    /// <summary>A token that is no longer good and that nobody but a person can renew.</summary>
    public static Fault TokenExpired(string? detail) => Of(
        FaultClass.Config, "token-expired", "fetch",
        "The authorisation has ended; authorise the account again and put the new token behind its secret reference.",
        "授权已失效;请重新授权该账户,并把新令牌写入其密钥引用。", detail);

    private static Fault Of(FaultClass kind, string code, string stage, string en, string zh, string? detail) =>
        new() { Class = kind, Code = code, Stage = stage, Message = en, MessageZh = zh, Detail = detail };
}
