using IntegrationHub.Tests.EndToEnd.Deployments;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>SQLite and the embedded bus.</summary>
public sealed class DeployedOnOneFile() : Deployed(DeploymentKind.OneFile);

/// <summary>PostgreSQL and the embedded bus.</summary>
public sealed class DeployedOnOneDatabase() : Deployed(DeploymentKind.OneDatabase);

/// <summary>PostgreSQL, Service Bus and the Functions host.</summary>
public sealed class DeployedOnFunctions() : Deployed(DeploymentKind.Functions);

[Trait("speed", "slow")]
public sealed class The_main_job_on_one_file(DeployedOnOneFile deployed) : The_main_job(deployed), IClassFixture<DeployedOnOneFile>;

[Trait("speed", "slow")]
public sealed class The_main_job_on_one_database(DeployedOnOneDatabase deployed) : The_main_job(deployed), IClassFixture<DeployedOnOneDatabase>;

[Trait("speed", "slow")]
public sealed class The_main_job_on_functions(DeployedOnFunctions deployed) : The_main_job(deployed), IClassFixture<DeployedOnFunctions>;
