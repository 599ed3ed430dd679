import { createServer, request, Agent, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the way of a press costs where nothing is done about it: node's own server takes the webhook, and its own client makes
 * the two calls that an answer makes. What the Bot API server, the sockets and the presser take is all that there is.
 */
const { apiRoot, token } = JSON.parse(process.argv[2] ?? '{}') as { apiRoot: string; token: string };
const agent = new Agent({ keepAlive: true });

const call = (method: string, payload: object): void => {
  const body = JSON.stringify(payload);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  request(`${apiRoot}/bot${token}/${method}`, { method: 'POST', agent, headers }, (response) =>
    response.resume(),
  ).end(body);
};

const readBody = async (stream: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

type Press = { callback_query: { id: string; message: { message_id: number; chat: { id: number } } } };
const server = createServer((given, response) => {
  void readBody(given).then((body) => {
    const { id, message } = (JSON.parse(body) as Press).callback_query;
    response.writeHead(200).end();
    call('answerCallbackQuery', { callback_query_id: id });
    call('editMessageText', { chat_id: message.chat.id, message_id: message.message_id, text: '…' });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'http', port: (server.address() as AddressInfo).port });
  process.send?.({ type: 'ready' });
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
