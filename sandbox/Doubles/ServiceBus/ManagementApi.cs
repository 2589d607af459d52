using System.Globalization;
using System.Xml.Linq;
using IntegrationHub.Core.Messaging;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>The Atom feed: create, read, list and delete entities, read counts.</summary>
internal sealed class ManagementApi(NamespaceState entities, TimeProvider clock)
{
    private const int MostEntries = 100;

    public Task HandleAsync(HttpContext http)
    {
        if (!http.Request.Query.ContainsKey("api-version"))
        {
            throw ServiceErrorException.Bad("api-version is required.");
        }

        var path = http.Request.Path.Value!.Trim('/');
        return http.Request.Method switch
        {
            "GET" => ReadAsync(http, path),
            "PUT" => CreateAsync(http, path),
            "DELETE" => Delete(http, path),
            _ => throw new ServiceErrorException(405, "SubCode=40500. The method is not allowed here."),
        };
    }

    private Task ReadAsync(HttpContext http, string path)
    {
        if (path.Contains("/$DeadLetterQueue", StringComparison.OrdinalIgnoreCase))
        {
            throw ServiceErrorException.Bad("A sub-queue is not an entity.");
        }

        var self = At(http, path);
        if (path.Equals("$Resources/Queues", StringComparison.OrdinalIgnoreCase))
        {
            return ListAsync(http, self, "Queues", entities.Queues.Select(queue => Atom.Queue(At(http, queue.Key), queue.Key, queue.Value, Now)));
        }

        if (path.Equals("$Resources/Topics", StringComparison.OrdinalIgnoreCase))
        {
            return ListAsync(http, self, "Topics", entities.Topics.Select(topic => Atom.Topic(At(http, topic.Key), topic.Key, topic.Value, Now)));
        }

        if (path.EndsWith("/subscriptions", StringComparison.OrdinalIgnoreCase) && entities.FindTopic(path[..^"/subscriptions".Length]) is { } owner)
        {
            return ListAsync(http, self, "Subscriptions", owner.Subscriptions.Select(found => Atom.Subscription(At(http, path + "/" + found.Key), found.Key, found.Value, Now)));
        }

        if (BusTopology.TrySubscription(path, out var of, out var name))
        {
            if (entities.FindTopic(of)?.Find(name) is { } subscription)
            {
                return WriteAsync(http, 200, Atom.Subscription(self, name, subscription, Now));
            }

            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        return WriteAsync(
            http,
            200,
            entities.FindQueue(path) is { } one ? Atom.Queue(self, path, one, Now)
            : entities.FindTopic(path) is { } other ? Atom.Topic(self, path, other, Now)

            // What is not there is answered with the list of what is public: nothing.
            : Atom.List(self, "Publicly Listed Services", Now, []));
    }

    private async Task CreateAsync(HttpContext http, string path)
    {
        using var reader = new StreamReader(http.Request.Body);
        var entity = Atom.Read(path, await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false));
        if (http.Request.Headers.IfMatch.Count > 0)
        {
            throw new ServiceErrorException(501, "SubCode=50100. Updating is not played here.");
        }

        if (entity.Kind == BusEntityKind.Subscription && BusTopology.TrySubscription(path, out var topic, out _) && entities.FindTopic(topic) is null)
        {
            throw new ServiceErrorException(404, "SubCode=40400. The topic does not exist.");
        }

        if (!entities.TryCreate(entity))
        {
            throw new ServiceErrorException(409, "SubCode=40900. Conflict. The entity exists already.");
        }

        await ReadAsync(http, path).ConfigureAwait(false);
    }

    private Task Delete(HttpContext http, string path)
    {
        if (!entities.Delete(path))
        {
            throw new ServiceErrorException(404, "SubCode=40400. Not Found.");
        }

        http.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    private Task ListAsync(HttpContext http, Uri self, string title, IEnumerable<XElement> all)
    {
        var skip = Number(http, "$skip", 0);
        var top = Math.Min(Number(http, "$top", MostEntries), MostEntries);
        return WriteAsync(http, 200, Atom.List(self, title, Now, all.Skip(skip).Take(top)));
    }

    private static int Number(HttpContext http, string name, int missing)
    {
        if (!http.Request.Query.TryGetValue(name, out var text))
        {
            return missing;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ServiceErrorException.Bad(name + " is a whole number.");
    }

    // The status goes with the body's first byte, so a creation sets it before.
    private static Task WriteAsync(HttpContext http, int status, XElement atom)
    {
        http.Response.StatusCode = http.Request.Method == "PUT" ? 201 : status;
        http.Response.ContentType = atom.Name.LocalName == "entry" ? "application/atom+xml;type=entry;charset=utf-8" : "application/atom+xml;type=feed;charset=utf-8";
        return http.Response.WriteAsync(atom.ToString(SaveOptions.DisableFormatting), http.RequestAborted);
    }

    private static Uri At(HttpContext http, string path) => new($"{http.Request.Scheme}://{http.Request.Host}/{path}{http.Request.QueryString}");

    private DateTimeOffset Now => clock.GetUtcNow();
}
