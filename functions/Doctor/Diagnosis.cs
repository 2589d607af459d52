namespace IntegrationHub.Functions.Doctor;

/// <summary>How grave a diagnosis is.</summary>
internal enum Health
{
    Ok,
    Warn,
    Fail,
}

/// <summary>One line of <c>hub doctor</c>.</summary>
/// <param name="Health">How grave.</param>
/// <param name="Zh">What was found and what to do, Chinese.</param>
/// <param name="En">The same in English.</param>
internal sealed record Diagnosis(Health Health, string Zh, string En);
