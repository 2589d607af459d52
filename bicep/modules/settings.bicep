// What the app is told, once for both ways to run it. Options hold references, never values: the two secrets come from the vault.
param clientId string
param identityName string
param serviceBus string
param databaseHost string
param blobEndpoint string
param insightsConnection string
param timeZone string

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
