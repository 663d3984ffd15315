import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The client of a process. A request that hangs would hold its function until the platform ends it, so every wait
 * is bounded: at worst three attempts of two seconds, or as many times that as `timeoutFactor` says. Connections are kept
 * open between invocations.
 */
export const documentClient = (
  config: DynamoDBClientConfig = {},
  timeoutFactor = 1,
): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: 1000 * timeoutFactor,
        requestTimeout: 2000 * timeoutFactor,
        // Without this the handler only warns about a request that takes too long, and waits on.
        throwOnRequestTimeout: true,
      },
      ...config,
    }),
  );
