using System.Text;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>Envelopes as the Functions host encodes them: every kind of value in the forms in which it may arrive.</summary>
public sealed class Reading_an_envelope
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 30, 0, TimeSpan.Zero);

    private const string Golden = """
        {"Data":{"message":"eyJvcmRlciI6IuWNgeS4gCJ9AP8="},
         "Metadata":{
           "MessageReceiver":{},"MessageSession":{},"MessageActions":{},"SessionActions":{},"ReceiveActions":{},
           "Client":{"FullyQualifiedNamespace":"contoso.servicebus.windows.net","IsClosed":false,"TransportType":0},
           "DeliveryCount":"3","SequenceNumber":"9007199254740993","LockToken":"\"0195b2c1-0000-7000-8000-000000000001\"",
           "EnqueuedTimeUtc":"2026-11-21T10:20:30","EnqueuedTime":"2026-11-21T10:20:30+00:00","ExpiresAtUtc":"9999-12-31T23:59:59",
           "MessageId":"\"document 7 “十一”\"","ContentType":"\"application/json\"","Subject":"\"Imported\"","Label":"\"Imported\"",
           "CorrelationId":"\"42\"","ReplyTo":"\"answers\"","To":"\"hub\"","SessionId":"\"C-100\"",
           "ApplicationProperties":{"Tries":2,"Urgent":true,"Rate":1.10,"Name":"宁波","When":"2026-11-21T10:20:30Z","Nothing":null},
           "UserProperties":{"Tries":2},
           "sys":{"MethodName":"documents","UtcNow":"2026-11-21T10:20:31.1234567Z","RandGuid":"0195b2c1-0000-7000-8000-000000000002"}}}
        """;

    [Fact]
    public async Task Gives_the_message_as_it_was_sent()
    {
        var message = (await ReadAsync(Golden)).Message("documents", Now);

        message.Entity.ShouldBe("documents");
        message.DeliveryCount.ShouldBe(3);
        message.SequenceNumber.ShouldBe(9007199254740993);
        message.EnqueuedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 10, 20, 30, TimeSpan.Zero));
        message.LockToken.ShouldBe("0195b2c1-0000-7000-8000-000000000001");
        message.Message.Body.ToArray().ShouldBe([.. Encoding.UTF8.GetBytes("{\"order\":\"十一\"}"), 0x00, 0xff]);
        message.Message.MessageId.ShouldBe("document 7 “十一”");
        message.Message.ContentType.ShouldBe("application/json");
        message.Message.Subject.ShouldBe("Imported");
        message.Message.CorrelationId.ShouldBe("42");
        message.Message.ReplyTo.ShouldBe("answers");
        message.Message.To.ShouldBe("hub");
        message.Message.Key.ShouldBe("C-100");
        message.Message.Properties.ShouldBe(
            new Dictionary<string, string> { ["Tries"] = "2", ["Urgent"] = "true", ["Rate"] = "1.10", ["Name"] = "\"宁波\"", ["When"] = "\"2026-11-21T10:20:30Z\"" },
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"3\"")]
    [InlineData("\"\\\"3\\\"\"")]
    public async Task Takes_a_number_bare_or_inside_text(string written)
    {
        var message = (await ReadAsync(Small(deliveries: written))).Message("documents", Now);

        message.DeliveryCount.ShouldBe(3);
    }

    [Theory]
    [InlineData("\"2026-11-21T10:20:30\"")]
    [InlineData("\"2026-11-21T10:20:30+00:00\"")]
    [InlineData("\"2026-11-21T18:20:30+08:00\"")]
    [InlineData("\"\\\"2026-11-21T10:20:30Z\\\"\"")]
    public async Task Takes_a_moment_without_a_zone_for_UTC(string written)
    {
        var message = (await ReadAsync(Small(enqueued: written))).Message("documents", Now);

        message.EnqueuedAt.UtcDateTime.ShouldBe(new DateTime(2026, 11, 21, 10, 20, 30, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("\"\\\"abc\\\"\"", "abc")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"\\\"42\\\"\"", "42")]
    [InlineData("\"\\\"007\\\"\"", "007")]
    [InlineData("\"\\\"true\\\"\"", "true")]
    [InlineData("\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"", "{\"a\":1}")]
    [InlineData("\"\\\"a\\\\\\\"b\\\"\"", "a\"b")]
    public async Task Keeps_the_text_of_an_id_whatever_it_looks_like(string written, string id)
    {
        var message = (await ReadAsync(Small(id: written))).Message("documents", Now);

        message.Message.MessageId.ShouldBe(id);
    }

    [Fact]
    public async Task Takes_an_empty_body()
    {
        var message = (await ReadAsync(Small(body: "\"\""))).Message("documents", Now);

        message.Message.Body.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("\"\\\"{\\\\\\\"orderId\\\\\\\":1}\\\"\"")]
    [InlineData("\"\\\"abcd\\\"\"")]
    [InlineData("{\"orderId\":1}")]
    [InlineData("\"[\\\"YQ==\\\"]\"")]
    public async Task Refuses_a_body_that_was_not_delivered_as_bytes_since_its_metadata_may_be_forged(string body)
    {
        var envelope = await ReadAsync(Small(body: body));

        Should.Throw<EnvelopeException>(() => envelope.Message("documents", Now)).Message.ShouldContain("binary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Data\":{}}")]
    [InlineData("{\"Data\":{},\"Metadata\":null}")]
    [InlineData("{\"Data\":{},\"Metadata\":{\"MessageId\":\"\\\"a\\\"\",\"messageid\":\"\\\"b\\\"\"}}")]
    [InlineData("{\"Data\":")]
    public async Task Refuses_what_is_no_envelope(string text) => await Should.ThrowAsync<EnvelopeException>(() => ReadAsync(text));

    [Theory]
    [InlineData("MessageId")]
    [InlineData("DeliveryCount")]
    [InlineData("SequenceNumber")]
    [InlineData("Data")]
    public async Task Refuses_an_envelope_that_lacks_what_it_is_settled_by(string name)
    {
        var text = name == "Data" ? Small().Replace("\"message\"", "\"other\"", StringComparison.Ordinal) : Small().Replace(name, "Other", StringComparison.Ordinal);
        var envelope = await ReadAsync(text);

        Should.Throw<EnvelopeException>(() => envelope.Message("documents", Now)).Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":true}", true)]
    [InlineData("{\"Schedule\":{},\"IsPastDue\":false}", false)]
    [InlineData("\"{\\\"IsPastDue\\\":true}\"", true)]
    public async Task Tells_whether_a_timer_is_late(string timer, bool late) =>
        (await ReadAsync($"{{\"Data\":{{\"timer\":{timer}}},\"Metadata\":{{}}}}")).IsPastDue.ShouldBe(late);

    [Fact]
    public async Task Understands_what_the_double_of_the_host_writes_in_binary_mode_and_refuses_its_text_mode()
    {
        var sent = new SentMessage
        {
            Body = Encoding.UTF8.GetBytes("{\"MessageId\":\"SPOOFED\",\"deliveryCount\":99}"),
            MessageId = "m-1",
            Broker = new Dictionary<string, string> { ["MessageId"] = "\"m-1\"", ["Label"] = "\"件\"" },
            Properties = new Dictionary<string, string> { ["a"] = "1", ["b"] = "\"二\"" },
        };
        var stored = new StoredMessage(sent, 5, Now, Now, null) { DeliveryCount = 2, LockToken = Guid.CreateVersion7() };
        var binary = new MessageFunction("documents", "message", "documents", "ServiceBus", IsBinary: true);

        var message = (await ReadAsync(EnvelopeWriter.Message(binary, stored, Now))).Message("documents", Now);
        var spoofed = EnvelopeWriter.Message(binary with { IsBinary = false }, stored, Now);

        message.Message.MessageId.ShouldBe("m-1");
        message.Message.Subject.ShouldBe("件");
        message.DeliveryCount.ShouldBe(2);
        message.Message.Body.ToArray().ShouldBe(sent.Body);
        message.Message.Properties.ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "\"二\"" }, ignoreOrder: true);
        spoofed.ShouldContain("\"MessageId\":\"\\\"SPOOFED\\\"\"");
        spoofed.ShouldContain("\"DeliveryCount\":\"\\\"99\\\"\"");
        var refused = await ReadAsync(spoofed);
        Should.Throw<EnvelopeException>(() => refused.Message("documents", Now));
    }

    [Fact]
    public async Task Gives_back_any_body_and_any_id()
    {
        var chance = new Random(7);
        var function = new MessageFunction("documents", "message", "documents", "ServiceBus", IsBinary: true);
        const string Letters = "ab\"\\{}[]:,0123 \u00e9\u5341\u2028\t'";
        for (var i = 0; i < 500; i++)
        {
            var body = new byte[chance.Next(0, 60)];
            chance.NextBytes(body);
            var id = new string([.. Enumerable.Range(0, chance.Next(1, 30)).Select(_ => Letters[chance.Next(Letters.Length)])]);
            var sent = new SentMessage { Body = body, MessageId = id, Broker = new Dictionary<string, string>(), Properties = new Dictionary<string, string>() };
            var stored = new StoredMessage(sent, i, Now, Now, null) { DeliveryCount = 1, LockToken = Guid.CreateVersion7() };

            var message = (await ReadAsync(EnvelopeWriter.Message(function, stored, Now))).Message("documents", Now);

            message.Message.Body.ToArray().ShouldBe(body);
            message.Message.MessageId.ShouldBe(id);
        }
    }

    private static Task<TriggerEnvelope> ReadAsync(string text) => TriggerEnvelope.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    private static string Small(
        string body = "\"YQ==\"", string id = "\"\\\"m1\\\"\"", string deliveries = "\"1\"", string enqueued = "\"2026-11-21T10:20:30\"") =>
        $"{{\"Data\":{{\"message\":{body}}},\"Metadata\":{{\"MessageId\":{id},\"DeliveryCount\":{deliveries},\"SequenceNumber\":\"5\",\"EnqueuedTimeUtc\":{enqueued}}}}}";
}
