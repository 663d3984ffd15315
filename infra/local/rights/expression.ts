type Body = Readonly<Record<string, unknown>>;

/** The parameters of a request whose expressions name attributes. */
const expressions = [
  'ProjectionExpression',
  'FilterExpression',
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
] as const;

const TOKEN = /:\w+|[#\w]+/g;
const keywords = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'BETWEEN', 'IN']);
const functions = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
  'if_not_exists',
  'list_append',
]);

/**
 * The names of all attributes in the expressions of a request. Of a path inside an attribute each part counts, and so
 * does a number: IAM names the attribute alone, so this can only refuse more.
 */
export function attributesIn(body: Body): readonly string[] {
  const names = body.ExpressionAttributeNames as Record<string, string> | undefined;
  const found = new Set<string>();
  for (const expression of expressions) {
    const text = body[expression];
    if (typeof text !== 'string') continue;
    for (const [token] of text.matchAll(TOKEN)) {
      if (token.startsWith(':') || keywords.has(token.toUpperCase()) || functions.has(token)) continue;
      found.add(token.startsWith('#') ? (names?.[token] ?? token) : token);
    }
  }
  return [...found];
}
