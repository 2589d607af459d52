// What the app is told, once for both ways to run it. Options hold references, never values: the two secrets come from the vault.
param clientId string
param identityName string
param serviceBus string
param databaseHost string
param blobEndpoint string
param insightsConnection string
param timeZone string
param otlpEndpoint string
param otlpProtocol string

output plain array = [
  { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'custom' }
  { name: 'AzureWebJobsStorage__blobServiceUri', value: blobEndpoint }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: clientId }
  { name: 'ServiceBus__fullyQualifiedNamespace', value: serviceBus }
  { name: 'ServiceBus__credential', value: 'managedidentity' }
  { name: 'ServiceBus__clientId', value: clientId }
  { name: 'HUB_BUS', value: 'servicebus' }
  { name: 'HUB_BUS_ENDPOINT', value: 'https://${serviceBus}/' }
  { name: 'HUB_BUS_CLIENT_ID', value: clientId }
  { name: 'AZURE_CLIENT_ID', value: clientId }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'Authorization=AAD;ClientId=${clientId}' }
  { name: 'HUB_TIME_ZONE', value: timeZone }
  { name: 'HUB_STORE', value: 'postgres' }
  { name: 'HUB_STORE_CONNECTION', value: 'env:HUB_DATABASE' }
  { name: 'HUB_DATABASE', value: 'Host=${databaseHost};Database=hub;Username=${identityName};SSL Mode=VerifyFull' }
  { name: 'HUB_STORE_PASSWORD', value: 'entra' }
  { name: 'HUB_STORE_CHECKPOINT_KEY', value: 'env:HUB_CHECKPOINT_KEY' }
]

output secrets array = [
  { name: 'HUB_API_KEY', vaultName: 'hub-api-key' }
  { name: 'HUB_CHECKPOINT_KEY', vaultName: 'hub-checkpoint-key' }
]

// On Container Apps the environment's agent takes the traces; its variables are injected, and Application Insights takes no metrics from it.
output besideAgent array = [
  { name: 'OTEL_METRICS_EXPORTER', value: empty(otlpEndpoint) ? 'none' : 'otlp' }
  { name: 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', value: empty(otlpEndpoint) || otlpProtocol == 'grpc' ? otlpEndpoint : '${otlpEndpoint}/v1/metrics' }
  { name: 'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL', value: otlpProtocol }
]

output besideAgentSecrets array = [
  { name: 'OTEL_EXPORTER_OTLP_METRICS_HEADERS', vaultName: 'otlp-headers' }
]

// Elsewhere there is no agent: all goes to the collector that is named, and an empty address is none.
output withoutAgent array = [
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }
  { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: otlpProtocol }
]

output withoutAgentSecrets array = [
  { name: 'OTEL_EXPORTER_OTLP_HEADERS', vaultName: 'otlp-headers' }
]
