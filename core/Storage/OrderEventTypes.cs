namespace IntegrationHub.Core.Storage;

/// <summary>Types of the events that this part of the hub appends; other parts add their own.</summary>
public static class OrderEventTypes
{
    /// <summary>The order as received, with the outcome of its checks.</summary>
    public const string Received = "OrderReceived";

    /// <summary>Further lines of the same order, met later in the same document; not checked yet.</summary>
    public const string LinesAdded = "OrderLinesAdded";

    /// <summary>The order checked again as a whole, with the new outcome.</summary>
    public const string Checked = "OrderChecked";

    /// <summary>A newer version of the same order from the system that keeps it, as a whole, with the outcome of its checks.</summary>
    public const string Revised = "OrderRevised";

    /// <summary>A version that the order is already past; it changes nothing.</summary>
    public const string Outdated = "OrderVersionOutdated";

    /// <summary>A person let it go on.</summary>
    public const string Released = "OrderReleased";

    /// <summary>A person, or a fault of its document, refused it.</summary>
    public const string Rejected = "OrderRejected";

    /// <summary>A person declared it the same as another.</summary>
    public const string Linked = "OrderLinked";

    /// <summary>A person took the link back.</summary>
    public const string Unlinked = "OrderUnlinked";

    /// <summary>True for an event that states the whole order with the outcome of its checks.</summary>
    public static bool IsChecked(string type) => type is Received or Checked or Revised;
}
