/** Speaks AWS's JSON protocol to something on this machine, which checks the form of a signature and not its content. */
export type AwsJson = (target: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** What the other side refused; `code` is AWS's name for it, without its namespace. */
export class AwsRefusal extends Error {
  readonly code: string;

  constructor(target: string, status: number, text: string) {
    const type = /"__type"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? String(status);
    super(`${target}: ${type}: ${text.slice(0, 500)}`);
    this.name = 'AwsRefusal';
    this.code = type.slice(type.lastIndexOf('#') + 1);
  }
}

/** Credentials that open nothing. Handlers get the same, so that no real ones of the machine are ever used. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

const authorization =
  `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/local/dynamodb/aws4_request, ` +
  'SignedHeaders=host, Signature=0000000000000000000000000000000000000000000000000000000000000000';

const timeoutMilliseconds = 10_000;

/** @throws AwsRefusal for every answer that is not a success */
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
