using System.ComponentModel.DataAnnotations;
using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Connectors.CsvOverHttp;

/// <summary>Settings of an account.</summary>
public sealed record CsvOverHttpOptions
{
    [Required]
    [Option("address of the CSV, http:// or https://", "CSV 的地址,http:// 或 https://")]
    public Uri? Url { get; init; }

    [StringLength(200, MinimumLength = 1)]
    [Option("header of the column that holds the order number; rows with the same number are one record", "订单号所在列的表头;订单号相同的行为一条记录")]
    public string KeyColumn { get; init; } = "orderNumber";

    [Option("header of a column with the row's version or time of change; without it a record's version is its content", "行版本或修改时间所在列的表头;不设则以内容为版本")]
    public string? VersionColumn { get; init; }

    [RegularExpression("[A-Za-z0-9_.-]+")]
    [Option("query parameter that counts pages from 1; without it the address gives everything at once", "从 1 计数的分页参数名;不设则一次取全部")]
    public string? PageParameter { get; init; }

    [RegularExpression("[A-Za-z0-9_.-]+")]
    [Option("query parameter for the rows of a page", "每页行数的参数名")]
    public string? SizeParameter { get; init; }

    [Option("user name of basic authentication", "基本认证的用户名")]
    public string? User { get; init; }

    [Option("password of basic authentication", "基本认证的密码")]
    public SecretRef? Password { get; init; }

    [Option("bearer token", "Bearer 令牌")]
    public SecretRef? Bearer { get; init; }
}
