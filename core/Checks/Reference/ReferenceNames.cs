namespace IntegrationHub.Core.Checks.Reference;

/// <summary>The names of the reference tables on the command line and in files.</summary>
public static class ReferenceNames
{
    /// <summary>The name of a table, e.g. <c>customers</c>.</summary>
    public static string Of(ReferenceTable table) => table switch
    {
        ReferenceTable.Customers => "customers",
        ReferenceTable.Credit => "credit",
        ReferenceTable.Prices => "prices",
        ReferenceTable.Stock => "stock",
        _ => "materials",
    };
}
