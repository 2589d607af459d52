// A custom handler that answers as the body of the message asks it to.
const http = require('http');

http.createServer((request, answer) => {
  if (request.url === '/') {
    answer.end('handler');
    return;
  }

  let text = '';
  request.on('data', part => { text += part; });
  request.on('end', () => {
    const asked = Buffer.from(JSON.parse(text).Data.message, 'base64').toString();
    if (asked === 'hang') {
      return;
    }

    if (asked === 'die') {
      process.exit(1);
    }

    if (asked !== 'empty') {
      answer.setHeader('Content-Type', 'application/json');
    }

    answer.end(asked === 'empty' ? '' : '{}');
  });
}).listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1');
