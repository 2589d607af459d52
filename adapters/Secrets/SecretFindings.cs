using IntegrationHub.Core.Findings;

namespace IntegrationHub.Adapters.Secrets;

/// <summary>What can be wrong between the hub and Azure Key Vault.</summary>
[FindingCodes]
public static class SecretFindings
{
    public static readonly FindingCode VaultUnreachable = new(
        "vault-unreachable", Severity.Error,
        "Key Vault {0} does not answer: {1}.", "Key Vault {0} 没有应答:{1}。",
        "Check the vault's name, network and firewall. What was read before serves meanwhile.", "请检查保管库的名称、网络与防火墙。其间使用先前读到的值。");

    public static readonly FindingCode VaultIdentityRefused = new(
        "vault-identity-refused", Severity.Error,
        "No Entra token for Key Vault {0} could be had ({1}).", "未能取得 Key Vault {0} 的 Entra 令牌({1})。",
        "Give the app a managed identity; AZURE_CLIENT_ID names a user-assigned one.", "请为应用配置托管标识;AZURE_CLIENT_ID 指明用户分配的标识。");

    public static readonly FindingCode VaultForbidden = new(
        "vault-forbidden", Severity.Error,
        "The hub may not read {0} ({1}).", "枢纽无权读取 {0}({1})。",
        "Assign the role Key Vault Secrets User on the vault; enable the secret if it is disabled.", "请在保管库上分配角色 Key Vault Secrets User;机密若已停用请启用。");

    public static readonly FindingCode VaultSecretMissing = new(
        "vault-secret-missing", Severity.Error,
        "There is no secret {0} ({1}).", "没有机密 {0}({1})。",
        "Check the name in the reference, or create the secret: az keyvault secret set.", "请检查引用中的名称,或创建该机密:az keyvault secret set。");
}
