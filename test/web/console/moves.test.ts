import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from './browser.ts';

type Body = Readonly<Record<string, unknown>>;

/** What the service answers, in turn; nothing left means that there is no network. */
let answers: { readonly status: number; readonly body: Body }[] = [];
let sent: Body[] = [];

async function fetchOrFail(_path: string, { body }: { readonly body: string }): Promise<Response> {
  const answer = answers.shift();
  if (answer === undefined) throw new TypeError('no network');
  sent.push(JSON.parse(body));
  return new Response(JSON.stringify(answer.body), { status: answer.status });
}

const done = (version: number) => ({ status: 200, body: { version } });
const refused = (status: number, code: string) => ({ status, body: { code, title: code } });

async function signedIn(person = 'p-li') {
  const { keepTokens } = await import('../../../web/console/session/session.ts');
  keepTokens({ bearer: 'a.b.c' });
  const drafts = await import('../../../web/console/session/drafts.ts');
  drafts.beginDrafts(person);
  await (await import('../../../web/console/text/words.ts')).loadWords();
  return {
    ...drafts,
    ...(await import('../../../web/console/api/moves.ts')),
    ...(await import('../../../web/console/api/kept-moves.ts')),
    session: await import('../../../web/console/session/session.ts'),
  };
}

const reply = (text: string, expectedVersion = 1) => ({ move: 'reply', text, expectedVersion });
const note = { move: 'note', text: 'for colleagues', expectedVersion: 1 };

beforeEach(() => {
  stubBrowser();
  vi.stubGlobal('fetch', fetchOrFail);
  answers = [];
  sent = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a move without a network', () => {
  it('waits under the person, and goes out once with the id that it had', async () => {
    const at = await signedIn();
    expect(await at.sendMove('c1', reply('first'), 'id-1')).toEqual({ kind: 'kept' });
    expect(Object.keys(localStorage)).toContain('huiying.draft/p-li/kept-moves/id-1');
    answers = [done(2)];
    await at.sendKept();
    await at.sendKept();
    expect(sent).toEqual([{ ...reply('first'), commandId: 'id-1' }]);
    expect(at.keptMoves.value).toEqual([]);
  });

  it.each([401, 429, 500, 503])('goes on waiting at %i', async (status) => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'));
    answers = [refused(status, 'any')];
    await at.sendKept();
    expect(at.keptMoves.value).toHaveLength(1);
    expect(at.refusedMoves.value).toEqual([]);
  });

  it('is not sent once the sign-in ran out', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'));
    at.session.expire();
    answers = [done(2)];
    await at.sendKept();
    expect(sent).toEqual([]);
    expect(at.keptMoves.value).toHaveLength(1);
  });

  it('follows an earlier one of the same version where nobody else wrote between', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'));
    await at.sendMove('c1', note);
    answers = [done(2), done(3)];
    await at.sendKept();
    expect(sent.map(({ expectedVersion }) => expectedVersion)).toEqual([1, 2]);
  });

  it('keeps its version where somebody wrote between, and in another case', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'));
    await at.sendMove('c1', note);
    await at.sendMove('c2', note);
    answers = [done(4), done(5), done(2)];
    await at.sendKept();
    expect(sent.map(({ expectedVersion }) => expectedVersion)).toEqual([1, 1, 1]);
  });

  it('is left alone when another tab has sent it', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'), 'id-1');
    localStorage.removeItem('huiying.draft/p-li/kept-moves/id-1');
    answers = [done(2)];
    await at.sendKept();
    expect(sent).toEqual([]);
  });

  it('never goes out under the token of another person', async () => {
    const li = await signedIn('p-li');
    await li.sendMove('c1', reply('first'));
    li.beginDrafts('p-zhao');
    answers = [done(2)];
    await li.sendKept();
    expect(sent).toEqual([]);
    expect(JSON.stringify(localStorage)).not.toContain('first');
  });

  it('is refused as the 51st with a sentence, and none before it is lost', async () => {
    const at = await signedIn();
    for (let n = 0; n < 50; n += 1) await at.sendMove('c1', reply(`reply ${n}`));
    const last = await at.sendMove('c1', reply('one too many'));
    expect(last).toMatchObject({ kind: 'problem', problem: { code: 'no-room-to-keep' } });
    expect(at.keptMoves.value.map(({ place }) => place)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });
});

describe('a kept move that is refused', () => {
  it('gives its text back to the empty box, with the version on which it was begun', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'));
    answers = [refused(409, 'changed-meanwhile')];
    await at.sendKept();
    expect(at.draftOf('c1', 'reply').value).toBe('first');
    expect(at.draftOf('c1', 'reply-version').value).toBe('1');
    expect(at.refusedMoves.value).toMatchObject([{ isInBox: true, problem: { code: 'changed-meanwhile' } }]);
    expect(at.keptMoves.value).toEqual([]);
  });

  it('keeps its text beside a box that is being written in, until it is dismissed', async () => {
    const at = await signedIn();
    await at.sendMove('c1', reply('first'), 'id-1');
    at.writeDraft('c1', 'reply', 'second');
    answers = [refused(409, 'changed-meanwhile')];
    await at.sendKept();
    expect(at.draftOf('c1', 'reply').value).toBe('second');
    expect(at.refusedMoves.value).toMatchObject([{ isInBox: false, body: { text: 'first' } }]);
    at.removeKept('id-1');
    expect(at.refusedMoves.value).toEqual([]);
  });
});

describe('the id of the next try', () => {
  const problem = (status: number, code = 'any') => ({ status, code, title: '', detail: '', instance: '' });

  it.each([429, 500, 503])('stays at %i, since the try may have been done', async (status) => {
    const { nextCommandId } = await signedIn();
    expect(nextCommandId('id-1', problem(status))).toBe('id-1');
  });

  it('is new after any other refusal', async () => {
    const { nextCommandId } = await signedIn();
    expect(nextCommandId('id-1', problem(400))).not.toBe('id-1');
  });

  it('is new after command-used only when the words change', async () => {
    const { nextCommandId, commandIdForNewWords } = await signedIn();
    const used = problem(409, 'command-used');
    expect(nextCommandId('id-1', used)).toBe('id-1');
    expect(commandIdForNewWords('id-1', used)).not.toBe('id-1');
    expect(commandIdForNewWords('id-1', problem(503))).toBe('id-1');
  });
});
