namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>Ways in which the product is run.</summary>
public enum DeploymentKind
{
    /// <summary>One <c>hub up</c> on one SQLite file, with the embedded bus.</summary>
    OneFile,

    /// <summary>Two <c>hub up</c> on one PostgreSQL database, with the embedded bus.</summary>
    OneDatabase,

    /// <summary>Three instances under the Functions host on one PostgreSQL database, with Azure Service Bus; host and bus are played by their doubles.</summary>
    Functions,
}
