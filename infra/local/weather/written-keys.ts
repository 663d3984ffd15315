/** The key of a row, in DynamoDB's JSON. */
export type ItemKey = Readonly<Record<string, unknown>>;

type Body = Readonly<Record<string, unknown>>;

/** The keys of the rows that a request writes. */
export function writtenKeys(
  keyAttributes: readonly string[],
  operation: string,
  body: Body,
): readonly ItemKey[] {
  const keyOf = (write: Body): ItemKey => {
    const row = (write.Key ?? write.Item ?? {}) as Body;
    return Object.fromEntries(keyAttributes.map((name) => [name, row[name]]));
  };
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [keyOf(body)];
    case 'TransactWriteItems':
      return (body.TransactItems as readonly Record<string, Body>[]).flatMap((item) =>
        Object.entries(item).flatMap(([kind, write]) => (kind === 'ConditionCheck' ? [] : [keyOf(write)])),
      );
    case 'BatchWriteItem':
      return Object.values(body.RequestItems as Record<string, readonly Record<string, Body>[]>)
        .flat()
        .flatMap((request) => Object.values(request).map(keyOf));
    default:
      return [];
  }
}
