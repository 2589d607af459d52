// Values of one installation. Copy the file per installation; keys come from the environment and are never written here.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param cloud = {
  serviceBusSuffix: 'servicebus.windows.net'
  databaseZone: 'postgres.database.azure.com'
}
param hosting = 'containerApp'
param image = readEnvironmentVariable('HUB_IMAGE', '')
param privateNetwork = true
param replicas = { min: 1, max: 4 }
param database = {
  name: 'Standard_D2ds_v5'
  tier: 'GeneralPurpose'
  storageGB: 128
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
