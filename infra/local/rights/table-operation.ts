const TARGET = /^DynamoDB_20120810\.(\w+)$/;

/** The operation of DynamoDB that the headers of a request name. */
export const operationOf = (headers: unknown): string | undefined =>
  TARGET.exec(String((headers as Readonly<Record<string, unknown>> | undefined)?.['x-amz-target']))?.[1];
