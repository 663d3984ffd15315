import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An answer as the gateway takes it from a function; without cookies, which a REST API takes in another form. */
export type HttpResult = Omit<APIGatewayProxyStructuredResultV2, 'cookies'>;
