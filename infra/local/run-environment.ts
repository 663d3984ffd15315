import { credentials } from './engine/aws-json.ts';
import type { Caller } from './rights/callers.ts';
import { awsEnvironment } from './template/names.ts';

/**
 * The environment of the operator of this machine: the endpoints of the local services, and credentials that are valid only
 * here. The config files are set to /dev/null so that no AWS profile of the user is
 * read.
 */
export const runEnvironment = (given: {
  readonly engine: { readonly endpoint: string };
  readonly bus: { readonly endpoint: string };
  readonly emulator: { readonly endpoint: string };
  readonly bucketProxy: { readonly origin: string };
  readonly timeoutFactor: number;
}): Readonly<Record<string, string>> => ({
  AWS_REGION: awsEnvironment.region,
  AWS_DEFAULT_REGION: awsEnvironment.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_DYNAMODB: given.engine.endpoint,
  AWS_ENDPOINT_URL_EVENTBRIDGE: given.bus.endpoint,
  AWS_ENDPOINT_URL_SQS: given.emulator.endpoint,
  AWS_ENDPOINT_URL_S3: given.bucketProxy.origin,
  TIMEOUT_FACTOR: String(given.timeoutFactor),
});

/**
 * The environment of a function in addition to the template's variables: the same, with credentials of its own and the
 * table behind the proxy that knows its rights.
 */
export const functionEnvironment = (
  environment: Readonly<Record<string, string>>,
  tableProxy: { readonly endpoint: string },
  { accessKeyId, secretAccessKey }: Pick<Caller, 'accessKeyId' | 'secretAccessKey'>,
): Readonly<Record<string, string>> => ({
  ...environment,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: tableProxy.endpoint,
});
