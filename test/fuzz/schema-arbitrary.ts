import fc from 'fast-check';

/** The keywords of JSON Schema that the request schemas of the API document use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly [annotation: string]: unknown;
}

const made = new WeakMap<Schema, fc.Arbitrary<unknown>>();

/** Values that a schema allows. Throws on an unsupported type, so that a new one is added here. */
export function allowedBy(schema: Schema): fc.Arbitrary<unknown> {
  const known = made.get(schema) ?? arbitraryOf(schema);
  made.set(schema, known);
  return known;
}

function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.examples) return fc.constantFrom(...schema.examples);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(allowedBy));
  if (schema.type === undefined && Object.keys(schema).length === 0) return fc.jsonValue();
  const ofType = byType[schema.type ?? ''];
  if (ofType === undefined) throw new TypeError(`no arbitrary for ${JSON.stringify(schema).slice(0, 200)}`);
  return ofType(schema);
}

const byType: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  string: text,
  boolean: () => fc.boolean(),
  integer: ({ minimum: min = Number.MIN_SAFE_INTEGER, maximum: max = Number.MAX_SAFE_INTEGER }) =>
    fc.integer({ min, max }),
  array: ({ items = {}, minItems: minLength = 0, maxItems: maxLength = ITEMS_MAX }) =>
    fc.array(items.type === undefined ? fc.jsonValue() : allowedBy(items), {
      minLength,
      maxLength: Math.min(maxLength, ITEMS_MAX),
    }),
  object: (schema) => (schema.properties ? record(schema) : dictionary(schema)),
};

/** Longer lists find nothing more. */
const ITEMS_MAX = 5;
/** Longer texts are drawn rarely and only at their exact limit: they cost time and find nothing more. */
const USUAL_LENGTH_MAX = 60;
/** Dates that the service accepts; `hostile.ts` has others. */
const century = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z') };

function text({
  pattern,
  format,
  minLength = 0,
  maxLength = USUAL_LENGTH_MAX,
}: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  if (format === 'date-time')
    return fc.date({ ...century, noInvalidDate: true }).map((at) => at.toISOString());
  const usual = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, USUAL_LENGTH_MAX) });
  const fullest = fc.constantFrom('x', '字', '🧓').map((one) => one.repeat(maxLength));
  return fc.oneof({ arbitrary: usual, weight: 19 }, { arbitrary: fullest, weight: 1 });
}

function record({ properties = {}, required = [], minProperties = 0 }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, allowedBy(schema)]),
  );
  return fc
    .record(fields, { requiredKeys: [...required] })
    .filter((found) => Object.keys(found).length >= minProperties);
}

const FIELDS_MAX = 6;

function dictionary({
  propertyNames = { type: 'string' },
  additionalProperties,
}: Schema): fc.Arbitrary<unknown> {
  const values = typeof additionalProperties === 'object' ? allowedBy(additionalProperties) : fc.jsonValue();
  return fc.dictionary(text(propertyNames), values, { maxKeys: FIELDS_MAX });
}
