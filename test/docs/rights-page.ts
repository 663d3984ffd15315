import type { StatementData } from '../../infra/local/rights/statement.ts';
import { type RowFamily, rowFamilies } from '../../infra/rights/row-families.ts';
import type { KeyUse } from '../../shared/adapters/vault/key-use.ts';
import { prodStage, resourcesOf, templateOf } from '../infra/stack.ts';
import { functionsOfTemplate, statementDataByFunction } from '../rights/function-rights.ts';
import { busMeaning, keyMeanings, type Meaning, photoMeanings, rowMeanings } from './row-meanings.ts';

/** The part of docs/security.md between its markers, generated from the policies of the template. */
export const rightsTables = (): string => `| Function | Reads | Opens | Writes | Can forge | Can hide |
|---|---|---|---|---|---|
${functionsOfTemplate.map(functionRow).join('\n')}

*In part*: only the attributes in the last table. *By key*: a row whose key is known; *lists*: all rows of a partition whose
key is known. Who may write a row may also read it, by a write whose condition fails: its answer can hold the row.

| Rows | Key | What is forged or hidden is shown by |
|---|---|---|
${families.map(familyRow).join('\n')}

| Function | May | Of | Only the attributes |
|---|---|---|---|
${functionsOfTemplate.flatMap(partRows).join('\n')}
`;

const families = Object.keys(rowFamilies) as readonly RowFamily[];

interface Right {
  readonly action: string;
  readonly rows: readonly RowFamily[];
  readonly attributes: readonly string[] | undefined;
  readonly index: string | undefined;
  /** The prefix of objects of the bucket. */
  readonly prefix: string | undefined;
}

/** The statements of a function, with families in place of their patterns. */
const rightsOf = (name: string): readonly Right[] =>
  (statementDataByFunction.get(name) ?? []).flatMap((statement) =>
    statement.actions.flatMap((action) =>
      statement.resources.map((resource) => ({
        action: action.replace(/^\w+:/, ''),
        rows: familiesOf(statement),
        attributes: statement.conditions['ForAllValues:StringEquals']?.['dynamodb:Attributes'],
        index: /\/index\/(\w+)$/.exec(resource)?.[1],
        prefix: /:s3:.*\/(\w+)\/\*$/.exec(resource)?.[1],
      })),
    ),
  );

function familiesOf({ policyId, conditions }: StatementData): readonly RowFamily[] {
  const patterns = conditions['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [];
  return patterns.map((pattern) => {
    const family = families.find((one) => rowFamilies[one] === pattern);
    if (family === undefined) throw new Error(`${policyId} allows ${pattern}, which is no family of rows`);
    return family;
  });
}

function functionRow(name: string): string {
  const rights = rightsOf(name);
  const meanings = meaningsOf(rights);
  const cells = [
    readsOf(name, rights),
    opensOf(name),
    writesOf(rights),
    meanings.map(({ forge }) => forge),
    meanings.map(({ hide }) => hide),
  ];
  return `| \`${name}\` | ${cells.map(listed).join(' | ')} |`;
}

const listed = (parts: readonly (string | undefined)[]): string =>
  [...new Set(parts.filter((part) => part !== undefined))].join('; ') || '–';

const named = (label: string, rows: readonly string[]): string | undefined =>
  rows.length === 0 ? undefined : `${label} ${[...new Set(rows)].toSorted().join(', ')}`;

const rowsOf = (
  rights: readonly Right[],
  actions: readonly string[],
  inPart: boolean,
): readonly RowFamily[] =>
  rights
    .filter(({ action, attributes }) => actions.includes(action) && (attributes !== undefined) === inPart)
    .flatMap(({ rows }) => rows);

function readsOf(name: string, rights: readonly Right[]): readonly (string | undefined)[] {
  const lists = rowsOf(rights, ['Query'], false);
  const byKey = rowsOf(rights, ['GetItem', 'BatchGetItem'], false).filter((row) => !lists.includes(row));
  const inPart = rowsOf(rights, ['GetItem', 'BatchGetItem', 'Query'], true).filter(
    (row) => !lists.includes(row) && !byKey.includes(row),
  );
  return [
    named('lists', lists),
    named('by key', byKey),
    named('in part', inPart),
    ...rights.flatMap(({ index }) => (index === undefined ? [] : `index \`${index}\``)),
    rights.some(({ action }) => action === 'Scan') ? 'in part every row of the table' : undefined,
    ...rights.filter(({ action }) => action === 'GetObject').map(({ prefix }) => `photos \`${prefix}/\``),
    name === 'relay' ? 'the stream: new facts and messages' : undefined,
  ];
}

/** What writes any attribute, where a right names none. */
const wholeRows = ['PutItem', 'UpdateItem'] as const;

function writesOf(rights: readonly Right[]): readonly (string | undefined)[] {
  const puts = rowsOf(rights, wholeRows, false);
  const putsInPart = rowsOf(rights, ['PutItem'], true);
  const objects = rights.filter(({ action }) => /^(Put|Delete)Object$/.test(action));
  return [
    named('rows of', puts),
    named('without texts', putsInPart),
    named(
      'in part',
      rowsOf(rights, ['UpdateItem'], true).filter((row) => ![...puts, ...putsInPart].includes(row)),
    ),
    ...objects.map(
      ({ action, prefix }) => `${action === 'PutObject' ? 'puts' : 'deletes'} photos \`${prefix}/\``,
    ),
    rights.some(({ action }) => action === 'PutEvents') ? 'events' : undefined,
  ];
}

/** What follows for others from the writes of a function. */
function meaningsOf(rights: readonly Right[]): readonly Meaning[] {
  const whole = new Set(rowsOf(rights, wholeRows, false).concat(rowsOf(rights, ['PutItem'], true)));
  const rows = families.flatMap((family): readonly Meaning[] => {
    const meaning = rowMeanings[family];
    if (whole.has(family)) return [meaning];
    if (!rowsOf(rights, ['UpdateItem'], true).includes(family)) return [];
    return [{ ...meaning, ...meaning.inPart }];
  });
  const prefixes = (['incoming', 'kept', 'copies'] as const).filter((prefix) =>
    rights.some((right) => /^(Put|Delete)Object$/.test(right.action) && right.prefix === prefix),
  );
  return [
    ...rows,
    ...prefixes.map((prefix) => photoMeanings[prefix]),
    ...(rights.some(({ action }) => action === 'PutEvents') ? [busMeaning] : []),
  ];
}

const familyRow = (family: RowFamily): string =>
  `| ${family} | \`${rowFamilies[family].replaceAll(/\?{2,}/g, ({ length }) => `<${length} characters>`)}\` | ${rowMeanings[family].shownBy} |`;

const partRows = (name: string): readonly string[] =>
  rightsOf(name)
    .filter(({ attributes }) => attributes !== undefined)
    .map(
      ({ action, rows, attributes = [] }) =>
        `| \`${name}\` | ${action} | ${rows.join(', ') || 'the table'} | ${attributes.map((one) => `\`${one}\``).join(' ')} |`,
    );

interface KeyStatement {
  readonly Action: string | readonly string[];
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string | readonly string[]>> };
}

/** The uses whose key the production stage lets a function open, by the name of its function. */
export const keyUsesByFunction = (): ReadonlyMap<string, readonly string[]> => {
  const prod = templateOf(prodStage);
  const roles = resourcesOf(prod, 'AWS::Lambda::Function').map(({ properties }) => ({
    role: JSON.stringify(properties.Role),
    name:
      (properties.Environment as { Variables: Record<string, string> }).Variables.POWERTOOLS_SERVICE_NAME ??
      '',
  }));
  const policies = resourcesOf(prod, 'AWS::IAM::Policy');
  const usesOf = (role: string): readonly string[] =>
    policies
      .filter(({ properties }) =>
        (properties.Roles as { Ref: string }[]).some(({ Ref }) => role.includes(`"${Ref}"`)),
      )
      .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: KeyStatement[] }).Statement)
      .filter(({ Action }) => [Action].flat().includes('kms:Decrypt'))
      .flatMap(({ Condition }) => [Condition?.StringEquals?.['kms:EncryptionContext:huiying'] ?? []].flat());
  return new Map(roles.map(({ name, role }) => [name, [...new Set(usesOf(role))].toSorted()]));
};

const opensOf = (name: string): readonly string[] =>
  (keyUsesByFunction().get(name) ?? []).map((use) => `${use}: ${keyMeanings[use as KeyUse]}`);
