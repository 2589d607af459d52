namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>An order's event as whoever follows orders gets it.</summary>
/// <param name="Id">Names the event, however often it is delivered.</param>
/// <param name="Type">For example <c>hub.order.OrderReceived</c>.</param>
/// <param name="Content">All that is delivered.</param>
internal sealed record PublishedEvent(string Id, string Type, string Content);
