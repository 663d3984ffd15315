import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An answer as the gateway takes it from a function. */
export type HttpResult = APIGatewayProxyStructuredResultV2;
