using System.Buffers.Text;
using System.Text;
using IntegrationHub.Functions.Http;
using IntegrationHub.Tests.Mapping;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Http;

public sealed class Sessions_of_browsers
{
    private const string Key = "a-key-of-thirty-two-characters!!";
    private readonly StillClock _clock = new();

    [Fact]
    public void End_by_themselves_and_are_known_to_every_instance_with_the_same_key()
    {
        var token = new Sessions(Key, _clock).Begin();
        var other = new Sessions(Key, _clock);

        other.IsOpen(token).ShouldBeTrue();
        new Sessions(Key + "!", _clock).IsOpen(token).ShouldBeFalse();

        _clock.Advance(Sessions.Lifetime - TimeSpan.FromSeconds(1));
        other.IsOpen(token).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(2));
        other.IsOpen(token).ShouldBeFalse();
    }

    [Fact]
    public void Tell_nothing_of_the_key_and_no_two_are_alike()
    {
        var sessions = new Sessions(Key, _clock);
        var token = sessions.Begin();

        sessions.Begin().ShouldNotBe(token);
        Encoding.Latin1.GetString(Base64Url.DecodeFromChars(token)).ShouldNotContain(Key[..8]);
    }

    [Fact]
    public void Changed_in_any_byte_are_none()
    {
        var sessions = new Sessions(Key, _clock);
        var bytes = Base64Url.DecodeFromChars(sessions.Begin());
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            sessions.IsOpen(Base64Url.EncodeToString(bytes)).ShouldBeFalse($"byte {at}");
            bytes[at] ^= 1;
        }

        sessions.IsOpen(Base64Url.EncodeToString(bytes)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÖÜ 订单 =;")]
    public void Made_up_are_none(string? token) => new Sessions(Key, _clock).IsOpen(token).ShouldBeFalse();

    [Fact]
    public void Signed_out_are_over()
    {
        var sessions = new Sessions(Key, _clock);
        var token = sessions.Begin();

        sessions.End(token);
        sessions.End("nonsense");

        sessions.IsOpen(token).ShouldBeFalse();
        sessions.IsOpen(sessions.Begin()).ShouldBeTrue();
    }
}
