import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * The client of a process. Every wait is bounded (at most three attempts of two seconds, each multiplied by `timeoutFactor`), since a hanging request would
 * hold its function until Lambda ends it. Connections stay open between invocations.
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
        // Without this the handler only logs a warning and keeps waiting.
        throwOnRequestTimeout: true,
      },
      ...config,
    }),
  );
