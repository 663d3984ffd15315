import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A function's response in the format of API Gateway's payload version 2.0. */
export type HttpResult = APIGatewayProxyStructuredResultV2;
