using IntegrationHub.Core.Storage;

namespace IntegrationHub.Tests.Storage;

/// <summary>Numbers stored once under their hash: the smallest rows of a transaction.</summary>
internal static class StoredOnce
{
    public static void Put(this IUnitOfWork unit, int number)
    {
        var content = Of(number);
        unit.Intern(content.Hash, content.Bytes);
    }

    public static bool Has(this IUnitOfWork unit, int number)
    {
        try
        {
            return unit.Interned(Of(number).Hash).AsSpan().SequenceEqual(Of(number).Bytes);
        }
        catch (StoreUnavailableException missing) when (missing.Fault == StoreFault.Corrupt)
        {
            return false;
        }
    }

    private static InternedBytes Of(int number) => InternedBytes.Of([(byte)number]);
}
