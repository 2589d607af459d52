// Secrets. The app may read them and nothing else; values come with the first deployment or by hand, never from this file.
param name string
param location string
param tags object
param principalId string
param officerId string
@secure()
param apiKey string
@secure()
param checkpointKey string
@secure()
param otlpHeaders string
param workspaceId string

var roles = loadJsonContent('../roles.json')

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
  }
}

resource key 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(apiKey)) {
  parent: vault
  name: 'hub-api-key'
  properties: {
    value: apiKey
    contentType: 'text/plain'
  }
}

resource signing 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(checkpointKey)) {
  parent: vault
  name: 'hub-checkpoint-key'
  properties: {
    value: checkpointKey
    contentType: 'text/plain'
  }
}

resource headers 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(otlpHeaders)) {
  parent: vault
  name: 'otlp-headers'
  properties: {
    value: otlpHeaders
    contentType: 'text/plain'
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource manage 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(officerId)) {
  name: guid(vault.id, officerId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: officerId
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'hub'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
