// The product inside one resource group.
targetScope = 'resourceGroup'

param environmentName string
param location string = resourceGroup().location
param tags object = { application: 'integration-hub' }
param cloud object
@allowed(['containerApp', 'premium'])
param hosting string = 'containerApp'
param image string = ''
param privateNetwork bool = true
param databaseClients array = []
param replicas object = { min: 1, max: 4 }
param database object
param databaseAdministrator object
param secretsOfficer string = ''
@secure()
param apiKey string = ''
@secure()
param checkpointKey string = ''
param listeners array = []
param alertAddresses array = []
param backlog int = 1000
param prometheusWorkspace string = ''
param otlpEndpoint string = ''
@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'
param otlpNeedsHeaders bool = false
@secure()
param otlpHeaders string = ''
param timeZone string = 'Asia/Shanghai'

var token = uniqueString(resourceGroup().id, environmentName)
var suffix = toLower('${environmentName}-${token}')

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-hub-${suffix}'
    location: location
    tags: tags
  }
}

module logs 'modules/logs.bicep' = {
  name: 'logs'
  params: {
    suffix: suffix
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    hosting: hosting
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    suffix: suffix
    location: location
    tags: tags
    hosting: hosting
    databaseZone: '${environmentName}.private.${cloud.databaseZone}'
  }
}

module bus 'modules/servicebus.bicep' = {
  name: 'servicebus'
  params: {
    name: 'sb-hub-${suffix}'
    location: location
    tags: tags
    listeners: listeners
    principalId: identity.outputs.principalId
    workspaceId: logs.outputs.workspaceId
  }
}

module server 'modules/postgres.bicep' = {
  name: 'postgres'
  params: {
    name: 'psql-hub-${suffix}'
    location: location
    tags: tags
    database: database
    administrator: databaseAdministrator
    clients: databaseClients
    subnetId: privateNetwork ? network!.outputs.databaseSubnetId : ''
    zoneId: privateNetwork ? network!.outputs.databaseZoneId : ''
    workspaceId: logs.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: take('kv-${suffix}', 24)
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    officerId: secretsOfficer
    apiKey: apiKey
    checkpointKey: checkpointKey
    otlpHeaders: otlpHeaders
    workspaceId: logs.outputs.workspaceId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: take('sthub${replace(suffix, '-', '')}', 24)
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: {
    name: take('crhub${replace(suffix, '-', '')}', 50)
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module settings 'modules/settings.bicep' = {
  name: 'settings'
  params: {
    clientId: identity.outputs.clientId
    identityName: identity.outputs.name
    serviceBus: '${bus.outputs.name}.${cloud.serviceBusSuffix}'
    databaseHost: server.outputs.host
    blobEndpoint: storage.outputs.blobEndpoint
    insightsConnection: logs.outputs.insightsConnection
    timeZone: timeZone
    otlpEndpoint: otlpEndpoint
    otlpProtocol: otlpProtocol
  }
}

module app 'modules/containerapp.bicep' = if (hosting == 'containerApp' && !empty(image)) {
  name: 'app'
  params: {
    suffix: suffix
    location: location
    tags: tags
    image: image
    registryServer: registry.outputs.server
    identityId: identity.outputs.id
    vaultUri: vault.outputs.uri
    settings: concat(settings.outputs.plain, settings.outputs.besideAgent)
    secrets: concat(settings.outputs.secrets, otlpNeedsHeaders ? settings.outputs.besideAgentSecrets : [])
    insightsConnection: logs.outputs.insightsConnection
    replicas: replicas
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    workspaceId: logs.outputs.workspaceId
  }
}

module plan 'modules/premium.bicep' = if (hosting == 'premium' && !empty(image)) {
  name: 'plan'
  params: {
    suffix: suffix
    location: location
    tags: tags
    image: image
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    vaultUri: vault.outputs.uri
    settings: concat(settings.outputs.plain, settings.outputs.withoutAgent)
    secrets: concat(settings.outputs.secrets, otlpNeedsHeaders ? settings.outputs.withoutAgentSecrets : [])
    replicas: replicas
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    workspaceId: logs.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: tags
    addresses: alertAddresses
    busId: bus.outputs.id
    serverId: server.outputs.id
    workspaceId: logs.outputs.workspaceId
    prometheusWorkspace: prometheusWorkspace
    backlog: backlog
  }
}

output registryName string = registry.outputs.name
output registryServer string = registry.outputs.server
output vaultName string = vault.outputs.name
output address string = empty(image) ? '' : hosting == 'premium' ? plan!.outputs.address : app!.outputs.address
output databaseHost string = server.outputs.host
output identityName string = identity.outputs.name
output serviceBus string = '${bus.outputs.name}.${cloud.serviceBusSuffix}'
