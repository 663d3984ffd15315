import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bulkCases } from '../../../bench/bulk-cases.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, people } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);

/** Forty pages. Ten thousand, for which there is `npm run bench -- --only board`, take minutes here. */
const COPIES = 2_000;
/** Six pages of fifty, as the list keeps at once. */
const ROWS_MAX = 300;
/** What a telephone can spare; a list that kept all of its rows needs several times as much. */
const HEAP_GROWTH_MAX = 24 * 1024 * 1024;

async function reported(n: number): Promise<{ readonly caseId: string; readonly reference: string }> {
  const token = trackingToken(n);
  const body = { place: 'b03-1', type: 'hazard', what: `第 ${n} 件`, details: { kind: 'other' }, token };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  return { reference, caseId: await client.idOf(reference, await client.tokenOf('officer')) };
}

/**
 * Asks for page after page, as a person does who reads through, and notes each row when it comes; so many pages as asked.
 * Runs in the browser.
 */
const readOn = `async (pages) => {
  const seen = (window.seen ??= {});
  const note = () => {
    const rows = [...document.querySelectorAll('a.case-a')].map(({ id }) => id);
    const shown = new Set(window.shown ?? []);
    for (const id of rows) if (!shown.has(id)) seen[id] = (seen[id] ?? 0) + 1;
    window.shown = rows;
    window.most = Math.max(window.most ?? 0, rows.length);
    return rows;
  };
  let rows = note();
  for (let page = 0; page < pages; page += 1) {
    const buttons = [...document.querySelectorAll('main.list > p.row button')];
    const more = buttons.find((button) => /再往下看/.test(button.textContent));
    if (more === undefined) return 'end';
    const last = rows.at(-1);
    more.click();
    for (let tries = 0; tries < 2000; tries += 1) {
      await new Promise((done) => setTimeout(done, 5));
      rows = note();
      if (rows.at(-1) !== last) break;
    }
  }
  return 'more';
}`;

it(`reads through ${COPIES} cases: each comes once while others move, in a list and a heap that are bounded`, async () => {
  const originals = await Promise.all([1, 2, 3, 4, 5, 6].map(reported));
  await run.settle();
  const [original] = originals;
  const bulk = bulkCases({
    databaseFile: join(run.dataDir, 'table.db'),
    tableName: run.tableName,
    caseId: original?.caseId ?? '',
    reference: original?.reference,
  });
  bulk.add(COPIES);
  bulk.close();

  const { page, context } = await at.signedIn(people.officer);
  await goTo(page, '#/board/received');
  await page.waitForSelector('a.case-a');
  const devtools = await context.newCDPSession(page);
  const heap = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  const bearer = await client.tokenOf('officer');
  const moves = [...originals];
  let afterFirst = 0;
  let state = 'more';
  for (let round = 0; state === 'more'; round += 1) {
    state = String(await page.evaluate(`(${readOn})(5)`));
    if (round === 0) afterFirst = await heap();
    // Others work meanwhile: in the work list such a case would change its place.
    const moved = moves.pop();
    if (moved !== undefined)
      await client.ask('POST /v1/office/cases/{id}/moves', {
        bearer,
        path: { id: moved.caseId },
        body: { move: 'start', expectedVersion: 1 },
      });
  }
  expect(state).toBe('end');
  const { came, most } = (await page.evaluate('({ came: window.seen, most: window.most })')) as {
    readonly came: Readonly<Record<string, number>>;
    readonly most: number;
  };
  const grown = (await heap()) - afterFirst;
  expect(moves).toEqual([]);
  const seen = Object.keys(came);
  expect(seen.filter((id) => came[id] !== 1)).toEqual([]);
  for (const { caseId } of originals) expect(seen).toContain(`row-${caseId}`);
  expect(seen.length).toBeGreaterThanOrEqual(COPIES + originals.length);
  expect(most).toBeLessThanOrEqual(ROWS_MAX);
  expect(grown).toBeLessThan(HEAP_GROWTH_MAX);
  await context.close();
});
