using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Accounts;

/// <summary>All accounts of a data folder, with everything that is wrong with their files. A wrong file keeps back its own account only.</summary>
/// <param name="Accounts">The sound ones, by name.</param>
/// <param name="Violations">What is wrong, file by file.</param>
public sealed record AccountBook(IReadOnlyList<Account> Accounts, IReadOnlyList<AccountViolation> Violations)
{
    /// <summary>Reads <c>*.yaml</c> of the folder; an absent folder holds no account.</summary>
    /// <param name="folder">The folder, <c>DATA/accounts</c>.</param>
    /// <param name="find">Finds a connector by its id.</param>
    /// <param name="connectors">Ids of all connectors, for the message about an unknown one.</param>
    /// <param name="cron">What is wrong with a cron expression; null when nothing is.</param>
    public static AccountBook Load(
        string folder, Func<string, ConnectorDescriptor?> find, IReadOnlyList<string> connectors, Func<string, string?> cron)
    {
        var accounts = new List<Account>();
        var violations = new List<AccountViolation>();
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                var reader = new AccountFile(file, find, connectors, cron);
                if (reader.Read() is { } account)
                {
                    accounts.Add(account);
                }

                violations.AddRange(reader.Violations);
            }

            violations.AddRange(Directory.EnumerateFiles(folder).Where(IsMisnamed).Order(StringComparer.Ordinal).Select(file => new AccountViolation(
                Path.Combine(Path.GetFileName(folder), Path.GetFileName(file)), "the file is not read: the ending of an account file is .yaml", "未读取该文件:账户文件的扩展名须为 .yaml")));
        }

        return new AccountBook(accounts, violations);
    }

    /// <summary>Meant as an account by its look, and yet none.</summary>
    private static bool IsMisnamed(string file) => Path.GetExtension(file) is var ending && ending != ".yaml"
        && (ending.Equals(".yml", StringComparison.OrdinalIgnoreCase) || ending.Equals(".yaml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The account of that name; null when there is none, or its file is wrong.</summary>
    public Account? Find(string name) => Accounts.FirstOrDefault(account => account.Name == name);
}
