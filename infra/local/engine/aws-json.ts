/** Calls an AWS JSON protocol service on this machine, which checks only the form of a signature. */
export type AwsJson = (target: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** An error response; `code` is AWS's error code without its namespace. */
export class AwsRefusal extends Error {
  readonly code: string;

  constructor(target: string, status: number, text: string) {
    const type = /"__type"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? String(status);
    super(`${target}: ${type}: ${text.slice(0, 500)}`);
    this.name = 'AwsRefusal';
    this.code = type.slice(type.lastIndexOf('#') + 1);
  }
}

/**
 * The credentials of the operator of this machine, and of the run itself. Functions have credentials of their own
 * (rights/callers.ts). None is a real credential of the machine.
 */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** For services that check only the form of a signature. */
export const authorization =
  `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/local/dynamodb/aws4_request, ` +
  'SignedHeaders=host, Signature=0000000000000000000000000000000000000000000000000000000000000000';

const timeoutMilliseconds = 10_000;

/** @throws AwsRefusal for every response that is not a success */
export const createAwsJson =
  (endpoint: string, timeoutFactor = 1): AwsJson =>
  async (target, body) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': '20260101T000000Z',
        authorization,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMilliseconds * timeoutFactor),
    });
    const text = await response.text();
    if (!response.ok) throw new AwsRefusal(target, response.status, text);
    return JSON.parse(text);
  };
