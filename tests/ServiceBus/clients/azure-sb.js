// Drives the double with the npm client azure-sb, which nobody here wrote. Every step must do what it says; the first that does not ends the run.
// Arguments: connection string. Prints one JSON object with what was seen.
'use strict';
const assert = require('assert');
const azure = require('azure-sb');

const service = azure.createServiceBusService(process.argv[2]);
const call = (name, ...args) => new Promise((resolve, reject) =>
  service[name](...args, (error, result, response) => error ? reject(error instanceof Error ? error : new Error(JSON.stringify(error))) : resolve({ result, response })));
const fails = async (name, ...args) => call(name, ...args).then(() => assert.fail(name + ' should have failed'), error => error);

// The client finds the path of a lock behind "host/" and trips over a port there.
const portless = message => ({ ...message, location: message.location.replace(/:\d+\//, '/') });
const lock = async queue => portless((await call('receiveQueueMessage', queue, { isPeekLock: true, timeoutIntervalInS: 1 })).result);

(async () => {
  const seen = {};
  await call('createQueue', 'js', { LockDuration: 'PT30S', MaxDeliveryCount: 2, RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT10M' });
  seen.conflict = (await fails('createQueue', 'js')).statusCode;
  seen.settings = (({ LockDuration, MaxDeliveryCount, RequiresDuplicateDetection, RequiresSession }) =>
    ({ LockDuration, MaxDeliveryCount, RequiresDuplicateDetection, RequiresSession }))((await call('getQueue', 'js')).result);

  await call('sendQueueMessage', 'js', {
    body: 'hello 订单', contentType: 'text/plain',
    brokerProperties: { MessageId: 'a-1', Label: 'greeting', CorrelationId: 'c-1' },
    customProperties: { propint: 1, propfloat: 2.22, propstring: 'hi there', propbool: true },
  });
  await call('sendQueueMessage', 'js', { body: 'twice', brokerProperties: { MessageId: 'a-1' } });

  const first = await lock('js');
  seen.first = { body: first.body, broker: first.brokerProperties, custom: Object.fromEntries(Object.entries(first.customProperties).filter(([name]) => name.startsWith('prop'))) };
  await call('renewLockForMessage', first);
  await call('unlockMessage', first);
  const second = await lock('js');
  seen.secondDelivery = second.brokerProperties.DeliveryCount;
  await call('deleteMessage', second);
  seen.lostLock = (await fails('deleteMessage', second)).statusCode;
  seen.empty = String((await fails('receiveQueueMessage', 'js', { timeoutIntervalInS: 1 })).message);

  await call('sendQueueMessage', 'js', { body: 'poison', brokerProperties: { MessageId: 'p-1' } });
  await call('unlockMessage', await lock('js'));
  await call('unlockMessage', await lock('js'));
  await call('sendQueueMessage', 'js', { body: 'later', brokerProperties: { MessageId: 'l-1', ScheduledEnqueueTimeUtc: new Date(Date.now() + 3600e3).toUTCString() } });
  await call('sendQueueMessage', 'js', { body: 'now', brokerProperties: { MessageId: 'n-1' } });
  seen.counts = (await call('getQueue', 'js')).result.CountDetails;
  const dead = (await call('receiveQueueMessage', 'js/$DeadLetterQueue', { timeoutIntervalInS: 1 })).result;
  seen.dead = { body: dead.body, reason: dead.customProperties.deadletterreason };

  await call('createTopic', 'news');
  await call('createSubscription', 'news', 'one');
  await call('createSubscription', 'news', 'two');
  await call('sendTopicMessage', 'news', { body: 'to all', brokerProperties: { MessageId: 't-1' } });
  seen.one = (await call('receiveSubscriptionMessage', 'news', 'one', { timeoutIntervalInS: 1 })).result.body;
  seen.two = (await call('getSubscription', 'news', 'two')).result.MessageCount;
  seen.missing = (await fails('getSubscription', 'news', 'three')).statusCode;
  seen.queues = (await call('listQueues')).result.map(queue => queue.QueueName).includes('js');
  await call('deleteQueue', 'js');
  seen.gone = (await fails('deleteQueue', 'js')).statusCode;

  const stranger = azure.createServiceBusService(process.argv[2].replace(/SharedAccessKey=.*/, 'SharedAccessKey=d3Jvbmc='));
  seen.wrongKey = await new Promise(resolve => stranger.sendTopicMessage('news', { body: 'x' }, error => resolve(error && error.statusCode)));
  console.log(JSON.stringify(seen));
})().catch(error => { console.error(error); process.exit(1); });
