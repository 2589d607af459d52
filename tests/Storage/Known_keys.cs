using System.Security.Cryptography;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Known_keys : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Are_found_wherever_they_were_written_and_absent_ones_are_not()
    {
        const int Documents = 12, PerDocument = 15_000;
        await using var hub = SqliteHub.Open(_folder.Data);
        var documents = Enumerable.Range(0, Documents).Select(i => DocumentKey.Create(DateTimeOffset.UnixEpoch.AddDays(20_000 + i), Seed(i))).ToList();
        foreach (var document in documents)
        {
            // A hundred thousand and more keys: some in the tree, some in segments, eight of which were joined.
            await hub.WriteAsync(unit =>
            {
                for (var i = 0; i < PerDocument; i++)
                {
                    unit.FileKeys(document.Order(i), new OrderFingerprint(Key("s", document, i), Key("n", document, i), [Key("c", document, i), Shared(i)], 0));
                    Put(unit, document.Order(i));
                }

                return true;
            });
        }

        hub.Read(unit =>
        {
            for (var i = 0; i < PerDocument; i += 997)
            {
                foreach (var document in documents)
                {
                    var checks = unit.ChecksFor(Guid.Empty);
                    checks.FindBySource(new OrderFingerprint(Key("s", document, i), null, [], 0))!.Id.ShouldBe(document.Order(i));
                    checks.FindByNumber(new OrderFingerprint(null, Key("n", document, i), [], 0)).ShouldHaveSingleItem().Id.ShouldBe(document.Order(i));
                    checks.FindBySource(new OrderFingerprint(Key("absent", document, i), null, [], 0)).ShouldBeNull();
                }

                // Newest first, not before the window, and never of one's own document.
                var similar = unit.ChecksFor(documents[10].Order(3)).FindSimilar(
                    new OrderFingerprint(null, null, [Shared(i)], 0), DateTimeOffset.UnixEpoch.AddDays(20_004), 6);
                similar.Select(known => known.Id).ShouldBe(new[] { 11, 9, 8, 7, 6, 5 }.Select(d => documents[d].Order(i)));
            }

            return true;
        });
    }

    private static byte[] Seed(int i) => SHA256.HashData([(byte)i]);

    private static UInt128 Shared(int i) => Hash($"shared {i}");

    private static UInt128 Key(string kind, DocumentKey document, int i) => Hash($"{kind} {document} {i}");

    private static UInt128 Hash(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void Put(IUnitOfWork unit, Guid order)
    {
        var entry = EventChain.Next(null, order, "Test", unit.Now, "test", "{}"u8.ToArray());
        unit.Append(entry, new OrderCard { Id = order, Length = 1, Head = entry.Hash });
    }
}
