using System.Text.RegularExpressions;
using IntegrationHub.Core.Checks.Duplicates;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Findings;

public sealed partial class Chinese_sentences
{
    /// <summary>What is written in Latin letters in Chinese as well: products, standards, file formats, names of settings, what is typed.</summary>
    private static readonly HashSet<string> Known =
    [
        // The trade's and IT's own.
        "API", "CSV", "ERP", "Excel", "ID", "IT", "JSON", "NTP", "REST", "SKU", "UTF-8", "XML", "YAML", "id", "csv", "xls", "xlsx",
        "CNY", "EUR", "USD", "C62", "KGM", "order/v1", "yyyy-MM-dd",
        // Products and their roles.
        "AZURE_CLIENT_ID", "Azure", "Bus", "Data", "Entra", "Functions", "Key", "Owner", "PostgreSQL", "Secrets", "Service", "User", "Vault",
        "apt-get", "install", "az", "grpc", "host.json", "function.json", "http/protobuf", "keyvault", "pg_dump", "pg_restore", "postgresql-client", "secret", "set",
        "format", "custom", "Database", "Host", "Mode", "SSL", "Username", "VerifyFull", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "TMPDIR", "HUB_ACCEPT_AT", "dataType", "binary",
        // What is typed.
        "hub", "orders", "release", "reject", "link", "unlink", "mappings", "draft", "lint", "list", "preview", "promote", "reference", "import", "documents", "dismiss",
        "deadletters", "replay", "discard", "doctor", "store", "backup", "restore", "verify", "rebuild", "schema", "order", "functions", "up", "write",
        "reason", "force", "sender", "mapping", "mode", "upsert", "data", "dry-run", "ORDER", "ORIGINAL", "FILE", "FOLDER", "NAME",
        // Keys of files that IT writes, and places in them.
        "attributes", "attributes.", "bus.authority", "cell", "column", "label", "confidence.acceptAt", "contract.fields", "convert", "credit", "customers", "prices", "stock", "materials",
        "default", "enum", "enums", "expect", "expectFault", "fixture", "from", "hub.yaml", "input", "json", "language", "de", "lines[]", "lines[].attributes.KEY", "lines[].deliveryDate",
        "lines[].itemCode", "lines[].quantity", "mappings/rules", "mappings/vocabulary", "match", "maxQuantity", "minQuantity", "name", "onError", "plausibility.maxQuantity", "requestedDate", "requiresSession",
        "shipTo.phone", "store.checkpointKey", "store.connection", "table.header", "understanding.acceptAt", "weak", "a.b[", "B3", "D", "c",
    ];

    [Fact]
    public void Hold_no_english_but_what_is_written_so_in_chinese_too()
    {
        var strange = FindingReferencePages.Entries
            .SelectMany(entry => new[] { entry.Code.Zh, entry.Code.FixZh }.SelectMany(text => Latin().Matches(Places().Replace(text, " ")))
                .Select(word => (entry.Code.Code, Word: word.Value)))
            .Where(found => !Known.Contains(found.Word));

        strange.ShouldBeEmpty();
    }

    [Fact]
    public void Name_fields_as_the_trade_does()
    {
        OrderTerms.Chinese("lines[2].quantity").ShouldBe("第 3 行数量");
        OrderTerms.Chinese("lines[].deliveryDate").ShouldBe("交期");
        OrderTerms.Chinese("lines[0].attributes.电镀工艺").ShouldBe("第 1 行电镀工艺");
        OrderTerms.Chinese("orderNumber").ShouldBe("订单号");
        OrderTerms.Chinese("attributes.样图").ShouldBe("样图");

        var told = OrderComparison.Describe(
            new CanonicalOrder { Lines = [new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = 10 }] },
            new CanonicalOrder { Lines = [new OrderLine { LineNumber = 1, ItemCode = "A", Quantity = 12 }] });
        (told.En, told.Zh).ShouldBe(("lines[0].quantity: 10 → 12", "第 1 行数量：10 → 12"));
    }

    [Fact]
    public void Name_every_member_that_a_mapping_or_a_rule_can_ask_for()
    {
        var paths = OrderV1.Order.Members.Select(member => member.Name).Concat(OrderV1.Line.Members.Select(member => "lines[]." + member.Name));

        paths.Where(path => path is not ("schema" or "id" or "provenance") && Latin().IsMatch(OrderTerms.Chinese(path))).ShouldBeEmpty();
    }

    [Fact]
    public void A_particular_reads_in_its_language()
    {
        var finding = new FindingCode("a", Severity.Info, "{0} of {1}", "{1} 的{0}", "", "").At(null, null, new Said("the price", "单价"), 5);

        (finding.Message, finding.MessageZh).ShouldBe(("the price of 5", "5 的单价"));
    }

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_.\-/\[\]]*")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}")]
    private static partial Regex Places();
}
