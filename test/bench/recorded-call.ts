/** A call of the engine as it went over the wire. */
export interface RecordedCall {
  /** As `DynamoDB_20120810.TransactWriteItems`. */
  readonly target: string;
  readonly body: string;
  /** Milliseconds of the recorder's own clock. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly answer: string;
}

/** The operation without its service, as `TransactWriteItems`. */
export const operationOf = ({ target }: Pick<RecordedCall, 'target'>): string =>
  target.slice(target.indexOf('.') + 1);

export const isOfStream = ({ target }: Pick<RecordedCall, 'target'>): boolean =>
  target.startsWith('DynamoDBStreams_');
