// Reads the double's management feed over https with the npm client @azure/service-bus, which nobody here wrote.
// Arguments: connection string, queue, topic, subscription. Prints one JSON object with what was seen.
'use strict';
const { ServiceBusAdministrationClient } = require('@azure/service-bus');

const [, , connection, queue, topic, subscription] = process.argv;
const client = new ServiceBusAdministrationClient(connection);

(async () => {
  const pick = (from, ...names) => Object.fromEntries(names.map(name => [name, from[name]]));
  const names = [];
  for await (const one of client.listQueues()) names.push(one.name);
  console.log(JSON.stringify({
    queue: pick(await client.getQueueRuntimeProperties(queue), 'totalMessageCount', 'activeMessageCount', 'deadLetterMessageCount', 'scheduledMessageCount'),
    settings: pick(await client.getQueue(queue), 'lockDuration', 'maxDeliveryCount', 'requiresDuplicateDetection', 'duplicateDetectionHistoryTimeWindow',
      'requiresSession', 'defaultMessageTimeToLive', 'deadLetteringOnMessageExpiration'),
    topic: pick(await client.getTopicRuntimeProperties(topic), 'subscriptionCount', 'scheduledMessageCount'),
    subscription: pick(await client.getSubscriptionRuntimeProperties(topic, subscription), 'activeMessageCount', 'deadLetterMessageCount'),
    missing: [await client.queueExists('no-such-queue'), await client.queueExists(queue)],
    names,
  }));
})().catch(error => { console.error(error); process.exit(1); });
