import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { caseTypes } from '../../../shared/cases/case-type.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();

const CASES = 20;
/** Personal data that must be stored encrypted only: a name, a telephone number, texts and the secret link. */
const canariesOf = (n: number) => ({
  name: `金丝雀${n}号`,
  phone: `139555${String(10_000 + n)}`,
  what: `只有警务室能看的话-canary-${n}`,
  answer: `只给本人看的答复-canary-${n}`,
  token: trackingToken(n),
});

const filesUnder = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it('names, phones, texts and secret links appear only in encrypted rows and in answers to authorized readers', async () => {
  const bearer = await client.tokenOf('officer');
  for (let n = 0; n < CASES; n += 1) {
    const { name, phone, what, token } = canariesOf(n);
    const type = caseTypes[n % caseTypes.length];
    const body = { place: 'b11-1', type, what, contact: { name, phone }, token };
    const submitted = await client.ask('POST /v1/cases', { body });
    expect(submitted.status).toBe(201);
  }
  const query = { view: 'open', limit: '100' };
  const { body: board, text: listed } = await client.ask('GET /v1/office/cases', { bearer, query });
  let found = 0;
  for (const { caseId } of board.rows) {
    const path = { id: caseId };
    const { body: caseDetails, text } = await client.ask('GET /v1/office/cases/{id}', { bearer, path });
    const asked = { bearer, path, body: { what: 'contact' } };
    const { text: revealed } = await client.ask('POST /v1/office/cases/{id}/reveal', asked);
    // Checks first that the authorized readers get the values; otherwise the search below would prove nothing.
    const n = Array.from({ length: CASES }, (_, nth) => nth).find((nth) =>
      revealed.includes(canariesOf(nth).phone),
    );
    if (n === undefined) continue;
    expect(text).not.toContain(canariesOf(n).phone);
    found += 1;
    const move = { move: 'reply', text: canariesOf(n).answer, expectedVersion: caseDetails.version };
    expect((await client.ask('POST /v1/office/cases/{id}/moves', { bearer, path, body: move })).status).toBe(
      200,
    );
  }
  expect(found).toBe(CASES);
  await client.advance(10);
  await run.settle();

  const everywhere = new Map(
    filesUnder(run.dataDir)
      // Skips bundles, keys and the issuer’s files, which hold no data of residents.
      .filter((file) => !file.includes('/build/') && !file.includes('/keys/'))
      .map((file) => [file, readFileSync(file)]),
  );
  expect([...everywhere.keys()].some((file) => file.endsWith('table.db'))).toBe(true);
  const inbox = JSON.stringify(await client.inbox());
  for (let n = 0; n < CASES; n += 1) {
    for (const [kind, canary] of Object.entries(canariesOf(n))) {
      for (const [file, content] of everywhere) {
        expect(content.includes(canary), `${kind} of case ${n} in ${file}`).toBe(false);
      }
      expect(inbox.includes(canary), `${kind} of case ${n} in the inbox`).toBe(false);
      expect(listed.includes(canary), `${kind} of case ${n} in the list`).toBe(false);
    }
  }
});
