// What a person must look at. Service Bus and the database tell Azure Monitor themselves; dead letters, failed syncs and old credit data are read from the log; what only
// /hub/metrics says (accounts, memory) needs a workspace that Prometheus writes to, and has the rules of infra/prometheus.
param suffix string
param location string
param tags object
param addresses array
param busId string
param serverId string
param workspaceId string
param prometheusWorkspace string
param backlog int

var entities = loadJsonContent('../servicebus.json')
var rules = loadYamlContent('../../infra/prometheus/hub.rules.yaml')
var working = filter(map(entities.queues, queue => queue.name), name => !endsWith(name, '-parked'))
var parked = filter(map(entities.queues, queue => queue.name), name => endsWith(name, '-parked'))
var actions = [
  { actionGroupId: people.id }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-hub-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'hub'
    enabled: true
    emailReceivers: [for address in addresses: {
      name: address
      emailAddress: address
      useCommonAlertSchema: true
    }]
  }
}

// The line that the hub writes for each dead letter that it brings into its store. On the bus they stay for half a minute only: too short for a metric.
resource letters 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: 'hub-letters-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: 'hub: dead letters'
    description: 'Messages could not be handled and wait for a person. hub deadletters summary'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'union isfuzzy=true (AppTraces | project Line = Message), (ContainerAppConsoleLogs | project Line = Log), (FunctionAppLogs | project Line = Message) | where Line contains "warn  dead-letters:"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: [people.id]
    }
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'hub-dead-letters-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Service Bus dead-lettered messages itself, and for a quarter of an hour the hub has not brought them into its store: does an instance run?'
    severity: 2
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: ['*']
            }
          ]
        }
      ]
    }
    autoMitigate: true
    actions: actions
  }
}

resource waiting 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'hub-backlog-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'More work waits than is done. hub doctor; maximum instances; the database'
    severity: 2
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'waiting'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: backlog
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: working
            }
          ]
        }
      ]
    }
    autoMitigate: true
    actions: actions
  }
}

// The hub empties these within half a minute: what stays for longer says that its timers do not run.
resource uncollected 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'hub-parked-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Parked messages are not brought into the store: no instance runs, or its timer does not.'
    severity: 2
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'parked'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: parked
            }
          ]
        }
      ]
    }
    autoMitigate: true
    actions: actions
  }
}

resource full 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'hub-database-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The disk of the database is nearly full.'
    severity: 1
    enabled: true
    scopes: [serverId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'storage'
          metricNamespace: 'Microsoft.DBforPostgreSQL/flexibleServers'
          metricName: 'storage_percent'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 80
        }
      ]
    }
    autoMitigate: true
    actions: actions
  }
}

// The line that the hub writes when a run of an account ends with a fault; the host hands the handler's output on, and more than one table may hold it:
// runs are counted, not lines.
resource syncs 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: 'hub-syncs-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: 'hub: failed syncs'
    description: 'Three runs of accounts failed within an hour. hub accounts list'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'union isfuzzy=true (AppTraces | project Line = Message), (ContainerAppConsoleLogs | project Line = Log), (FunctionAppLogs | project Line = Message) | where Line has "warn  sync:" and Line has ": failed: " | distinct Run = extract("run=([0-9a-f-]{36})", 1, Line)'
          timeAggregation: 'Count'
          operator: 'GreaterThanOrEqual'
          threshold: 3
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: [people.id]
    }
  }
}

resource credit 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = {
  name: 'hub-credit-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: 'hub: old credit data'
    description: 'Credit data is older than a day: orders are let go by old limits. hub reference import credit.csv, or the job that does it'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT2H'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'union isfuzzy=true (AppTraces | project Line = Message), (ContainerAppConsoleLogs | project Line = Log), (FunctionAppLogs | project Line = Message) | where Line has "warn  credit:"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: [people.id]
    }
  }
}

resource measured 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = [for group in (empty(prometheusWorkspace) ? [] : rules.groups): {
  name: '${group.name}-${suffix}'
  location: location
  tags: tags
  properties: {
    description: 'infra/prometheus/hub.rules.yaml'
    enabled: true
    scopes: [prometheusWorkspace]
    interval: 'PT1M'
    rules: [for rule in group.rules: {
      alert: rule.alert
      enabled: true
      expression: rule.expr
      for: 'PT${toUpper(rule.for)}'
      severity: rule.labels.severity == 'critical' ? 1 : 2
      labels: rule.labels
      annotations: rule.annotations
      actions: actions
    }]
  }
}]
