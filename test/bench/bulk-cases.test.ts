import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AwsJson, createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { isCaseId } from '../../shared/cases/case-key.ts';
import { isReference } from '../../shared/cases/reference.ts';
import { bulkCases } from './bulk-cases.ts';
import { LATER, type OpenCases, openCases } from './open-cases.ts';
import { type OwnEngine, ownEngine } from './own-engine.ts';

const TABLE = 'bulk';
const OTHER_TABLE = 'states';
const SEGMENTS = 4;

type Item = Readonly<Record<string, { readonly S?: string }>>;

let engine: OwnEngine;
let cases: OpenCases;
let call: AwsJson;

beforeAll(async () => {
  engine = await ownEngine();
  cases = await openCases(engine.endpoint, TABLE);
  call = createAwsJson(engine.endpoint, TIMEOUT_FACTOR);
});
afterAll(async () => engine.close());

const scan = async (parameters: object): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let page: { readonly Items: readonly Item[]; readonly LastEvaluatedKey?: object } | undefined;
  do {
    page = (await call('DynamoDB_20120810.Scan', {
      TableName: TABLE,
      ...parameters,
      ...(page?.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey }),
    })) as NonNullable<typeof page>;
    items.push(...page.Items);
  } while (page.LastEvaluatedKey !== undefined);
  return items;
};

const idOf = ({ pk }: Item): string => pk?.S?.split('#').at(-1) ?? '';
const keysOf = (items: readonly Item[]): readonly string[] =>
  items.map(({ pk, sk }) => `${pk?.S} ${sk?.S}`).toSorted();

it('copies are cases of their own, with every row of the original, in every index and segment', async () => {
  const before = await scan({});
  const original = before.find((item) => idOf(item) === cases.caseId && item.sk?.S === 'STATE');
  const reference = original?.reference?.S ?? '';
  const bulk = bulkCases({
    databaseFile: engine.databaseFile,
    tableName: TABLE,
    caseId: cases.caseId,
    reference,
  });
  bulk.add(30);
  bulk.close();

  const after = await scan({});
  const ofOriginal = before.filter((item) => JSON.stringify(item).includes(cases.caseId));
  expect(ofOriginal.length).toBeGreaterThan(2);
  expect(after).toHaveLength(before.length + 30 * ofOriginal.length);
  const states = after.filter((item) => item.sk?.S === 'STATE' && item.pk?.S?.includes('#case#'));
  expect(new Set(states.map(idOf)).size).toBe(states.length);
  expect(new Set(states.map((state) => state.reference?.S)).size).toBe(states.length);
  for (const state of states) {
    expect(isCaseId(idOf(state))).toBe(true);
    expect(isReference(state.reference?.S ?? '')).toBe(true);
  }
  const segments = await Promise.all(
    Array.from({ length: SEGMENTS }, (_, Segment) => scan({ Segment, TotalSegments: SEGMENTS })),
  );
  expect(Math.min(...segments.map((segment) => segment.length))).toBeGreaterThan(0);
  expect(keysOf(segments.flat())).toEqual(keysOf(after));
  for (const IndexName of ['due', 'board', 'received']) {
    const listed = (await scan({ IndexName })).map(idOf);
    expect(listed, IndexName).toEqual(expect.arrayContaining(states.slice(-30).map(idOf)));
  }
});

it('copies of a state alone can be due at another time', async () => {
  const { caseId, dueAt } = await openCases(engine.endpoint, OTHER_TABLE);
  const all = { TableName: OTHER_TABLE };
  const before = new Set((await scan(all)).map(idOf));
  const bulk = bulkCases({
    databaseFile: engine.databaseFile,
    tableName: OTHER_TABLE,
    caseId,
    instead: [new Date(dueAt).toISOString(), LATER],
  });
  expect(bulk.rowsOfCase).toBe(4);
  bulk.add(10);
  bulk.close();
  const added = (await scan(all)).filter((item) => !before.has(idOf(item)));
  expect(added.map(({ sk, due_sk }) => [sk?.S, due_sk?.S])).toEqual(
    Array.from({ length: 10 }, () => ['STATE', LATER]),
  );
  const due = (await scan({ ...all, IndexName: 'due' })).filter((item) => !before.has(idOf(item)));
  expect(due.map(({ due_sk }) => due_sk?.S)).toEqual(Array.from({ length: 10 }, () => LATER));
});

it('a case that is not there is refused', () => {
  const missing = { databaseFile: engine.databaseFile, tableName: TABLE, caseId: `c${'a'.repeat(25)}` };
  expect(() => bulkCases(missing)).toThrow('there is no case');
});
