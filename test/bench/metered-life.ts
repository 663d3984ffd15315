import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { movesOfALife } from '../cases/moves-of-a-life.ts';
import type { ProvedReport } from './proved-report.ts';
import { type Asked, request, requestJson } from './request.ts';
import type { Stack } from './stack.ts';
import { staffToken } from './staff-token.ts';

/** What came of a life, to be held against what is promised about its price. */
export interface Life {
  /** Sent over the API; the clock of the run is none. */
  readonly requests: number;
  /** Facts and messages by kind; asks the run, so it is called when everything is counted. */
  happened(): Promise<Readonly<Record<string, number>>>;
}

export interface Lived {
  /** Made beforehand: its proof of work takes the key of the run. */
  readonly proved: Awaited<ReturnType<ProvedReport>>;
  /** Without one no message goes to the resident. */
  readonly hasTelephone: boolean;
  /** Called when all that was asked of the engine since the last time was for this. */
  readonly done: (what: Spent) => Promise<void>;
}

/** What a life takes by itself, and what it takes that people look at it. */
export type Spent = 'life' | 'looking';

/** Minutes after the report at which the clock is moved on, each past the next reminder or level. */
const clockMoves = [20, 15, 45] as const;
/** By how much a life moves the clock of its run. */
export const LIFE_MS = clockMoves.reduce((sum, minutes) => sum + minutes, 0) * MINUTE;
const VISITS = 5;

/**
 * One case from the form to its end, with a fixed list of twenty requests: the form, the report and its receipt; five
 * visits of its page; and before each of four moves the list and the case.
 */
export async function liveOnce(
  stack: Stack,
  { proved, hasTelephone, done }: Lived,
  progress: (text: string) => void,
): Promise<Life> {
  const { origin } = stack;
  let requests = 0;
  /** A request that changes nothing. */
  const look = async (asked: Asked): Promise<Buffer> => {
    await stack.settle();
    await done('life');
    requests += 1;
    const { body } = await request(origin, asked);
    await done('looking');
    return body;
  };
  const change = async <T>(asked: Asked): Promise<T> => {
    requests += 1;
    return requestJson<T>(origin, asked);
  };
  const report = hasTelephone ? proved : { ...proved, body: { ...proved.body, contact: { name: '周' } } };
  await look({ path: '/q/b03-1' });
  const { reference } = await change<{ reference: string }>(report);
  await look({ path: `/t/${report.token}` });
  for (const advanceMinutes of clockMoves) {
    progress(`meter: ${advanceMinutes} minutes pass`);
    await requestJson(origin, {
      method: 'POST',
      path: '/local/clock',
      body: { jumpMinutes: advanceMinutes },
    });
  }
  const bearer = await staffToken(stack, 'officer');
  let id = '';
  for (const move of movesOfALife) {
    const list: List = JSON.parse(String(await look({ path: '/v1/office/cases?limit=50', bearer })));
    id = list.rows.find((row) => row.reference === reference)?.caseId ?? '';
    const seen = await look({ path: `/v1/office/cases/${id}`, bearer });
    const { version: expectedVersion } = JSON.parse(String(seen));
    const body = { ...move, expectedVersion, commandId: `meter-${move.move}` };
    await change({ method: 'POST', path: `/v1/office/cases/${id}/moves`, body, bearer });
  }
  for (let visit = 0; visit < VISITS; visit += 1) await look({ path: `/t/${report.token}` });
  await stack.settle();
  await done('life');
  return { requests, happened: () => whatHappened(stack, { id, reference, bearer }) };
}

interface List {
  readonly rows: readonly { readonly caseId: string; readonly reference: string }[];
}

/** The facts of a case and the messages about it, counted by kind. */
async function whatHappened(
  { origin }: Stack,
  { id, reference, bearer }: { readonly id: string; readonly reference: string; readonly bearer: string },
): Promise<Readonly<Record<string, number>>> {
  const { history } = await requestJson<{ history: readonly { readonly fact: string }[] }>(origin, {
    path: `/v1/office/cases/${id}`,
    bearer,
  });
  const { messages } = await requestJson<{ messages: readonly { readonly kind: string }[] }>(origin, {
    path: `/local/outbox?case=${reference}`,
  });
  const counts = new Map<string, number>();
  const names = [
    ...history.map(({ fact }) => `fact ${fact}`),
    ...messages.map(({ kind }) => `message ${kind}`),
  ];
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
