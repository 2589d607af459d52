using System.Text;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Functions.Http;

/// <summary>A multipart upload: one file, held on disk while the request lasts, and its small fields.</summary>
internal sealed class Upload : IAsyncDisposable
{
    private const int MaxFieldBytes = 4096;
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private FileStream? _file;

    public string FileName { get; private set; } = "";

    /// <summary>Where the file lies while the request lasts.</summary>
    public string Path => _file!.Name;

    /// <summary>Where uploads lie.</summary>
    public static string Folder(string data) => System.IO.Path.Combine(data, "uploads");

    /// <summary>The file from its start.</summary>
    public Stream Content => _file!;

    public string? Field(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="ProblemException">Not multipart, no file, or too large.</exception>
    public static async Task<Upload> ReceiveAsync(HttpContext http, HubOptions options)
    {
        if (http.Request.ContentLength > options.MaxUploadBytes + (1 << 20))
        {
            throw new ProblemException(Problem.TooLarge(options.MaxUploadBytes));
        }

        var upload = new Upload();
        try
        {
            await upload.ReadAsync(http, options).ConfigureAwait(false);
            return upload;
        }
        catch
        {
            await upload.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes away what killed processes left; a file whose request lasts is locked. Several instances may share the folder.</summary>
    public static void Sweep(string data)
    {
        var folder = new DirectoryInfo(Folder(data));
        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            if (WorkFolder.IsAbandoned(file.FullName))
            {
                File.Delete(file.FullName);
            }
        }
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ReadAsync(HttpContext http, HubOptions options)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            throw new ProblemException(new Problem(415, "not-multipart", "Send multipart/form-data with a part 'file'.", "请以 multipart/form-data 提交,文件部分名为 file。"));
        }

        var reader = new MultipartReader(boundary, http.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(http.RequestAborted).ConfigureAwait(false) is { } section)
            {
                await SectionAsync(section, options, http.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (IOException disk) when (disk is not BadHttpRequestException && DiskFull.Is(disk))
        {
            throw StoreFaults.Of(disk, Folder(options.Data));
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException))
        {
            throw new ProblemException(new Problem(400, "malformed-multipart", "The multipart body is broken off or malformed.", "multipart 请求体不完整或格式有误。"));
        }

        if (_file is null)
        {
            throw new ProblemException(new Problem(400, "file-missing", "There is no part 'file'.", "缺少名为 file 的部分。") { Where = "file" });
        }

        await _file.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        _file.Position = 0;
    }

    private async Task SectionAsync(MultipartSection section, HubOptions options, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name)
        {
            return;
        }

        if (!name.Equals("file", StringComparison.OrdinalIgnoreCase))
        {
            if (_fields.Count < 20)
            {
                _fields[name] = await FieldAsync(section, name, cancellation).ConfigureAwait(false);
            }

            return;
        }

        if (_file is not null)
        {
            throw new ProblemException(new Problem(400, "several-files", "Send one file a request.", "每个请求只能提交一个文件。") { Where = "file" });
        }

        var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        FileName = BaseName(given.Value);
        _file = Temporary(options.Data);
        await CopyAsync(section.Body, _file, options.MaxUploadBytes, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> FieldAsync(MultipartSection section, string name, CancellationToken cancellation)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return length <= MaxFieldBytes
            ? Encoding.UTF8.GetString(buffer, 0, length).Trim()
            : throw new ProblemException(new Problem(400, "field-too-long", $"Field '{name}' is longer than {MaxFieldBytes} bytes.", $"字段“{name}”超过 {MaxFieldBytes} 字节。") { Where = name });
    }

    private static async Task CopyAsync(Stream from, FileStream to, long limit, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > limit)
            {
                throw new ProblemException(Problem.TooLarge(limit));
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }
    }

    // A name like ..\..\x or C:\x is only ever a name.
    private static string BaseName(string? given)
    {
        var name = given ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Length == 0 ? "upload" : name.Length <= 255 ? name : name[^255..];
    }

    // Unbuffered, so that a full disk shows where it is written and not when it is closed. Gone when the request is; what a killed process left behind is swept at a start.
    private static FileStream Temporary(string data)
    {
        var folder = Folder(data);
        Directory.CreateDirectory(folder);
        return new FileStream(
            System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.DeleteOnClose);
    }
}
