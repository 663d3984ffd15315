import { credentials } from './engine/aws-json.ts';
import { place } from './template/names.ts';

/**
 * What every function is given besides the template's variables: where the services of this machine are, how patiently
 * to ask them, and credentials that open nothing elsewhere. The files are named so that no profile of the machine's user
 * is read.
 */
export const runEnvironment = (given: {
  readonly engine: { readonly endpoint: string };
  readonly bus: { readonly endpoint: string };
  readonly queues: { readonly endpoint: string };
  readonly bucketProxy: { readonly origin: string };
  readonly timeoutFactor: number;
}): Readonly<Record<string, string>> => ({
  AWS_REGION: place.region,
  AWS_DEFAULT_REGION: place.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_DYNAMODB: given.engine.endpoint,
  AWS_ENDPOINT_URL_EVENTBRIDGE: given.bus.endpoint,
  AWS_ENDPOINT_URL_SQS: given.queues.endpoint,
  AWS_ENDPOINT_URL_S3: given.bucketProxy.origin,
  TIMEOUT_FACTOR: String(given.timeoutFactor),
});
