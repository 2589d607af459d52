// The whole product in a resource group of its own, for `azd provision` and `az deployment sub create`.
// Whoever may only work inside a resource group deploys hub.bicep with `az deployment group create`; it has the same parameters.
targetScope = 'subscription'

@description('Short name of this installation, e.g. prod; part of every name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Azure region, e.g. westeurope or chinanorth3.')
param location string

@description('How this cloud is called: suffixes that Bicep itself does not know.')
param cloud object

@description('What runs the image: a container app of kind functionapp, or an Elastic Premium plan.')
@allowed(['containerApp', 'premium'])
param hosting string = 'containerApp'

@description('Image of the hub, e.g. registry.example/hub:1.0. Empty: everything but the app, for the first of two steps.')
param image string = ''

@description('True: database and app are in a virtual network, and the database has no public address.')
param privateNetwork bool = true

@description('Public addresses that may reach the database where it has one: [{ name, address }].')
param databaseClients array = []

@description('Least and most instances. Timers and the outbox need one.')
param replicas object = { min: 1, max: 4 }

@description('Compute of the database: { name, tier, storageGB, highAvailability, geoRedundantBackup }.')
param database object

@description('Who administers the database, in Entra: { objectId, name, type: User | Group | ServicePrincipal }. Never the app.')
param databaseAdministrator object

@description('Who may read and set secrets (object id of a person or group); empty for nobody.')
param secretsOfficer string = ''

@description('Key that callers of the API show. Only with the first deployment; empty leaves the vault as it is.')
@secure()
param apiKey string = ''

@description('Key that signs checkpoints of the event log. Only with the first deployment; empty leaves the vault as it is.')
@secure()
param checkpointKey string = ''

@description('Systems that listen to order events: one subscription of topic orders each.')
param listeners array = []

@description('Mail addresses that alerts go to.')
param alertAddresses array = []

@description('Messages waiting in one queue for a quarter of an hour that are worth an alert.')
param backlog int = 1000

@description('Resource id of an Azure Monitor workspace that the metrics of /hub/metrics are written to; empty for none.')
param prometheusWorkspace string = ''

@description('Collector that takes OTLP, e.g. https://otlp.example.com:4317; empty for none. On Container Apps it gets the metrics: traces go to Application Insights.')
param otlpEndpoint string = ''

@description('What that collector speaks.')
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('True where it wants headers, e.g. a key: they are in the vault as otlp-headers, name=value separated by commas.')
param otlpNeedsHeaders bool = false

@description('Those headers. Only with the first deployment; empty leaves the vault as it is.')
@secure()
param otlpHeaders string = ''

@description('Time zone that decides what day it is for the business.')
param timeZone string = 'Asia/Shanghai'

var tags = { 'azd-env-name': environmentName, application: 'integration-hub' }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-hub-${environmentName}'
  location: location
  tags: tags
}

module hub 'hub.bicep' = {
  name: 'hub'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    cloud: cloud
    hosting: hosting
    image: image
    privateNetwork: privateNetwork
    databaseClients: databaseClients
    replicas: replicas
    database: database
    databaseAdministrator: databaseAdministrator
    secretsOfficer: secretsOfficer
    apiKey: apiKey
    checkpointKey: checkpointKey
    listeners: listeners
    alertAddresses: alertAddresses
    backlog: backlog
    prometheusWorkspace: prometheusWorkspace
    otlpEndpoint: otlpEndpoint
    otlpProtocol: otlpProtocol
    otlpNeedsHeaders: otlpNeedsHeaders
    otlpHeaders: otlpHeaders
    timeZone: timeZone
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_NAME string = hub.outputs.registryName
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = hub.outputs.registryServer
output AZURE_KEY_VAULT_NAME string = hub.outputs.vaultName
output HUB_ADDRESS string = hub.outputs.address
output HUB_DATABASE_HOST string = hub.outputs.databaseHost
output HUB_IDENTITY_NAME string = hub.outputs.identityName
output HUB_SERVICE_BUS string = hub.outputs.serviceBus
