import type { IncomingMessage } from 'node:http';

/** Reads a body; returns `too-large` as soon as it exceeds the limit, whatever its Content-Length says. */
export const readBody = async (message: IncomingMessage, bytesMax: number): Promise<Buffer | 'too-large'> => {
  if (Number(message.headers['content-length'] ?? 0) > bytesMax) return 'too-large';
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
