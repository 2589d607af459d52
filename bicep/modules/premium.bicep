// The same image on an Elastic Premium plan.
param suffix string
param location string
param tags object
param image string
param identityId string
param clientId string
param vaultUri string
param settings array
param secrets array
param replicas object
param subnetId string
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-hub-${suffix}'
  location: location
  tags: tags
  kind: 'elastic'
  sku: {
    name: 'EP1'
    tier: 'ElasticPremium'
  }
  properties: {
    reserved: true
    maximumElasticWorkerCount: replicas.max
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-hub-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      linuxFxVersion: 'DOCKER|${image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: clientId
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/hub/health/ready'
      minimumElasticInstanceCount: replicas.min
      functionAppScaleLimit: replicas.max
      vnetRouteAllEnabled: !empty(subnetId)
      functionsRuntimeScaleMonitoringEnabled: true
      // The program is in the image, below /home: the platform must not mount a share over it.
      appSettings: concat(settings, [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'false' }
        { name: 'WEBSITES_PORT', value: '8080' }
      ], map(secrets, secret => { name: secret.name, value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${secret.vaultName})' }))
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'hub'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

output address string = 'https://${app.properties.defaultHostName}/hub/'
