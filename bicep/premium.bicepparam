// A small installation to try things: one instance, the smallest database, public addresses, an Elastic Premium plan.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param cloud = {
  serviceBusSuffix: 'servicebus.windows.net'
  databaseZone: 'postgres.database.azure.com'
}
param hosting = 'premium'
param image = readEnvironmentVariable('HUB_IMAGE', '')
param privateNetwork = false
param replicas = { min: 1, max: 1 }
param database = {
  name: 'Standard_B1ms'
  tier: 'Burstable'
  storageGB: 32
  highAvailability: 'Disabled'
  geoRedundantBackup: 'Disabled'
}
param databaseAdministrator = {
  objectId: readEnvironmentVariable('HUB_DATABASE_ADMIN_ID')
  name: readEnvironmentVariable('HUB_DATABASE_ADMIN_NAME')
  type: 'Group'
}
param secretsOfficer = readEnvironmentVariable('HUB_SECRETS_OFFICER_ID', '')
param apiKey = readEnvironmentVariable('HUB_NEW_API_KEY', '')
param checkpointKey = readEnvironmentVariable('HUB_NEW_CHECKPOINT_KEY', '')
param listeners = []
param alertAddresses = []
param backlog = 1000
param timeZone = 'Asia/Shanghai'
