// Values of one installation in Azure China (21Vianet): az cloud set --name AzureChinaCloud, then as with main.bicepparam.
using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = 'chinanorth3'
param cloud = {
  serviceBusSuffix: 'servicebus.chinacloudapi.cn'
  databaseZone: 'postgres.database.chinacloudapi.cn'
}
param hosting = 'containerApp'
param image = readEnvironmentVariable('HUB_IMAGE', '')
param privateNetwork = true
param replicas = { min: 1, max: 4 }
param database = {
  name: 'Standard_D2ds_v4'
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
