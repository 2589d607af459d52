using System.Net;
using System.Text;
using System.Xml.Linq;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>32 KB for one property, 64 KB for all of a message's header: the service's, met by the client before it sends.</summary>
public sealed class Limits_of_properties
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Theory]
    [InlineData(33_000, 1, "bus-property-too-large")]
    [InlineData(31_000, 3, "bus-message-too-large")]
    public async Task Are_met_before_anything_is_sent(int bytes, int properties, string code)
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { MaxPropertyBytes = int.MaxValue });
        await test.Hub.WriteAsync(unit =>
        {
            unit.Send("work", Message(bytes, properties));
            unit.Send("work", new BusMessage { MessageId = "m2", Body = new byte[1] });
            return true;
        });

        await test.RelayAsync();

        var letter = test.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem();
        (letter.MessageId, letter.FaultCode).ShouldBe(("m1", code));
        test.Double.Requests.ShouldAllBe(request => request.EndsWith(" 201", StringComparison.Ordinal));
        test.Double.Counts("work").Active.ShouldBe(1);
    }

    [Fact]
    public async Task Leave_room_for_what_fits()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { MaxPropertyBytes = int.MaxValue });

        await test.Bus.SendAsync("work", [Message(31_000, 2)]);

        (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().Message.Properties.Values.ShouldAllBe(literal => literal.Length == 31_002);
    }

    [Theory]
    [InlineData(33_000, 1, "'p0'")]
    [InlineData(31_000, 3, "header")]
    public async Task Are_the_services_own_and_it_says_so_in_its_way(int bytes, int properties, string named)
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(test.Double.Address, "work/messages")) { Content = new ByteArrayContent([1]) };
        request.Headers.TryAddWithoutValidation("Authorization", await test.Options.Credential.AuthorizeAsync(default));
        for (var i = 0; i < properties; i++)
        {
            request.Headers.TryAddWithoutValidation($"p{i}", '"' + new string('x', bytes) + '"');
        }

        using var answer = await http.SendAsync(request, default);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        var error = XElement.Parse(await answer.Content.ReadAsStringAsync());
        (error.Name.LocalName, error.Element("Code")!.Value).ShouldBe(("Error", "400"));
        error.Element("Detail")!.Value.ShouldStartWith("SubCode=40000. ");
        error.Element("Detail")!.Value.ShouldContain(named);
        error.Element("Detail")!.Value.ShouldContain("TrackingId:");
        test.Double.Counts("work").Active.ShouldBe(0);
    }

    private static BusMessage Message(int bytes, int properties) => new()
    {
        MessageId = "m1",
        Body = Encoding.UTF8.GetBytes("body"),
        Properties = Enumerable.Range(0, properties).ToDictionary(i => $"p{i}", _ => '"' + new string('x', bytes) + '"'),
    };
}
