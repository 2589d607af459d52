using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationHub.Benchmarks.Load;

/// <summary>One kept-alive HTTP/1.1 connection over a bare socket, so that the load costs the servers' cores as little as possible.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 14];
    private int _filled;

    public static async Task<HttpConnection> OpenAsync(int port, CancellationToken cancellation = default)
    {
        var connection = new HttpConnection();
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static async Task<bool> IsReadyAsync(int port, string path)
    {
        try
        {
            using var connection = await OpenAsync(port);
            return await connection.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")) == 200;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Sends a whole request and reads the whole answer; returns its status.</summary>
    /// <exception cref="IOException">The server went away.</exception>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation = default)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], cancellation);
        }

        _filled = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync(cancellation);
        }

        var head = _buffer.AsSpan(0, end + 2);
        if (!Utf8Parser.TryParse(head[9..12], out int status, out _))
        {
            throw new IOException("the answer is not HTTP");
        }

        if (Header(head, "content-length: "u8) is { } length)
        {
            while (_filled < end + 4 + length)
            {
                await FillAsync(cancellation);
            }
        }
        else if (head.IndexOf("chunked"u8) >= 0)
        {
            while (!_buffer.AsSpan(end, _filled - end).EndsWith("0\r\n\r\n"u8))
            {
                await FillAsync(cancellation);
            }
        }

        return status;
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellation);
        if (read == 0)
        {
            throw new IOException("the server closed the connection");
        }

        _filled += read;
    }

    private static int? Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) && Utf8Parser.TryParse(line[name.Length..], out int value, out _))
            {
                return value;
            }
        }

        return null;
    }
}
