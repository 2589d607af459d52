// Talks to the gateway whose address is given, as any application would, and prints what it saw as one JSON document.
const { default: TopClient } = require('node-taobao-topclient');

const [, , gateway, appkey, appsecret, session, tid, from, to] = process.argv;
const client = new TopClient({ appkey, appsecret, REST_URL: gateway });
const stranger = new TopClient({ appkey, appsecret: 'not-the-secret', REST_URL: gateway });
const list = { session, start_modified: from, end_modified: to, page_size: 2 };

async function refused(call) {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    return `${error.code}/${error.sub_code}`;
  }
}

async function main() {
  const seen = { pages: [], modified: [] };
  seen.time = (await client.execute('taobao.time.get', {})).time;
  seen.timeByGet = (await client.execute('taobao.time.get', {}, 'GET')).time;
  seen.total = (await client.execute('taobao.trades.sold.increment.get', { ...list, fields: 'tid' })).total_results;
  for (let page = 1, more = true; more; page++) {
    const answer = await client.execute('taobao.trades.sold.increment.get', { ...list, fields: 'modified,buyer_open_uid', page_no: page, use_has_next: true });
    more = answer.has_next;
    seen.pages.push((answer.trades || { trade: [] }).trade.length);
    (answer.trades || { trade: [] }).trade.forEach(trade => seen.modified.push(trade.modified));
  }
  await client.execute('taobao.trade.memo.update', { session, tid, memo: '加急发货🚚 请走顺丰', flag: 1 });
  seen.trade = (await client.execute('taobao.trade.fullinfo.get', { session, tid, fields: 'tid_str,buyer_message,payment,seller_flag,orders.oid_str' })).trade;
  seen.wrongSecret = await refused(stranger.execute('taobao.time.get', {}));
  seen.wrongSession = await refused(client.execute('taobao.trade.fullinfo.get', { session: 'nobody', tid, fields: 'tid' }));
  seen.withoutFields = await refused(client.execute('taobao.trade.fullinfo.get', { session, tid }));
  seen.tooLong = await refused(client.execute('taobao.trades.sold.increment.get', { ...list, start_modified: '2026-01-01 00:00:00', fields: 'tid' }));
  process.stdout.write(JSON.stringify(seen));
}

main().catch(error => {
  process.stderr.write(`${error && error.stack}`);
  process.exit(1);
});
