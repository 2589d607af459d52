using System.Security.Cryptography;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public abstract class Known_keys(Engine engine) : IDisposable
{
    private readonly TempFolder _folder = TempFolder.On(engine);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Are_found_wherever_they_were_written_and_absent_ones_are_not()
    {
        const int Documents = 12;

        // Enough for every form that a file gives its keys; a server has one table for all.
        var perDocument = engine == Engine.Sqlite ? 15_000 : 100;
        await using var hub = _folder.Open();
        var documents = Enumerable.Range(0, Documents).Select(i => DocumentKey.Create(DateTimeOffset.UnixEpoch.AddDays(20_000 + i), Seed(i))).ToList();
        foreach (var document in documents)
        {
            // A hundred thousand and more keys: some in the tree, some in segments, eight of which were joined.
            await hub.WriteAsync(unit =>
            {
                for (var i = 0; i < perDocument; i++)
                {
                    unit.FileKeys(document.Order(i), new OrderFingerprint(Key("s", document, i), Key("n", document, i), [Key("c", document, i), Shared(i)], 0));
                    Put(unit, document.Order(i));
                }

                return true;
            });
        }

        hub.Read(unit =>
        {
            for (var i = 0; i < perDocument; i += (perDocument / 15) + 1)
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

/// <summary>On the file of a data folder.</summary>
public sealed class Known_keys_in_a_file() : Known_keys(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Known_keys_on_a_server() : Known_keys(Engine.Postgres);
