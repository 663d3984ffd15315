/** The keywords of JSON Schema that the document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Renders a schema for readers: `{ place: string, contact?: { … } }`, with limits after the type. */
export function shapeText(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return choices.map((one) => shapeText(one, indent)).join(`\n${indent}| `);
  if (schema.items !== undefined) return `[ ${shapeText(schema.items, indent)} … ]`;
  if (schema.type === 'object') return objectText(schema, indent);
  return `${schema.format ?? String(schema.type ?? 'any')}${limits(schema)}`;
}

function objectText(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  indent: string,
): string {
  const deeper = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const optional = required.includes(name) ? '' : '?';
    const standard = field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`;
    return `${deeper}${name}${optional}: ${shapeText(field, deeper)}${standard}`;
  });
  const others =
    typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
      ? [`${deeper}[name]: ${shapeText(additionalProperties, deeper)}`]
      : [];
  const lines = [...fields, ...others];
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function limits({ minLength, maxLength, minimum, maximum }: JsonSchema): string {
  const from = minLength ?? minimum;
  const to = maxLength ?? (maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum);
  return from === undefined && to === undefined ? '' : ` (${from ?? ''}…${to ?? ''})`;
}
