// The Functions host with the hub as its custom handler, as a container app. The platform makes the scale rules from the triggers.
param suffix string
param location string
param tags object
param image string
param registryServer string
param identityId string
param vaultUri string
param settings array
param secrets array
param replicas object
param subnetId string
param workspaceId string
param insightsConnection string

// The agent for OpenTelemetry is only in preview versions of this type.
resource environment 'Microsoft.App/managedEnvironments@2024-10-02-preview' = {
  name: 'cae-hub-${suffix}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    appInsightsConfiguration: { connectionString: insightsConnection }
    openTelemetryConfiguration: {
      tracesConfiguration: { destinations: ['appInsights'] }
    }
    vnetConfiguration: empty(subnetId) ? null : {
      infrastructureSubnetId: subnetId
      internal: false
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'hub'
  scope: environment
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

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: take('ca-hub-${suffix}', 32)
  location: location
  tags: tags
  kind: 'functionapp'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
      secrets: [for secret in secrets: {
        name: secret.vaultName
        keyVaultUrl: '${vaultUri}secrets/${secret.vaultName}'
        identity: identityId
      }]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'hub'
          image: image
          env: concat(settings, map(secrets, secret => { name: secret.name, secretRef: secret.vaultName }))
          resources: {
            cpu: json('2.0')
            memory: '4Gi'
          }
          probes: [
            {
              type: 'Startup'
              tcpSocket: { port: 8080 }
              periodSeconds: 10
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              tcpSocket: { port: 8080 }
              periodSeconds: 30
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/hub/health/ready'
                port: 8080
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 6
            }
          ]
        }
      ]
      scale: {
        minReplicas: replicas.min
        maxReplicas: replicas.max
      }
    }
  }
}

output address string = 'https://${app.properties.configuration.ingress.fqdn}/hub/'
