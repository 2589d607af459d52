namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>A function of an app.</summary>
/// <param name="Name">Name of its folder.</param>
internal abstract record FunctionDefinition(string Name);

/// <summary>Called for messages.</summary>
internal sealed record MessageFunction(string Name, string Binding, string Entity, string Connection, bool IsBinary) : FunctionDefinition(Name);

/// <summary>Called by the clock.</summary>
internal sealed record TimerFunction(string Name, string Binding, Ncrontab Schedule) : FunctionDefinition(Name);

/// <summary>Takes requests.</summary>
internal sealed record HttpFunction(string Name, IReadOnlyList<string> Methods) : FunctionDefinition(Name);
