import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../infra/local/free-port.ts';
import { sharedStack } from './stack.ts';

// In the day of the station, so that messages to staff do not wait for the morning.
const { run, client } = await sharedStack({ startAt: Date.parse('2026-10-12T02:00:00Z') });
const token = await client.tokenOf('officer');

/** An address at which nothing listens. */
const silent = `http://127.0.0.1:${await freePort()}`;

/** Passes a minute of the run's clock. */
const aMinute = `${process.execPath} -e "fetch('${run.origin}/local/clock', {method: 'POST',
  headers: {'content-type': 'application/json'}, body: JSON.stringify({advanceMinutes: 1})})"`.replace(
  '\n',
  '',
);

interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run smoke`; a later option wins over an earlier one of the same name. */
const smoke = (words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
  new Promise<Said>((resolve) => {
    const given = ['--origin', run.origin, '--place', 'b03-1', '--wait-with', aMinute, ...words];
    const env = { ...process.env, STAFF_TOKEN: token, ...environment };
    execFile(process.execPath, ['infra/smoke/smoke.ts', ...given], { env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const referenceIn = (stdout: string): string => /a report is received: (\d{7})/.exec(stdout)?.[1] ?? 'none';

/** The case of a smoke test, as staff see it in the list of all. */
const caseOf = async (stdout: string) => {
  const query = { reference: referenceIn(stdout) };
  const { body } = await client.ask('GET /v1/office/cases', { bearer: token, query });
  return body.rows[0];
};

afterEach(() => {
  expect(run.deadLetters()).toEqual([]);
});

describe('the smoke test of a stage', () => {
  it('goes through report, photo, staff, reminder, documents and proof, and takes its report back', async () => {
    const { status, stdout, stderr } = await smoke();
    expect([stderr, status]).toEqual(['', 0]);
    // Neither the token nor the secret link of the report.
    expect(stdout).not.toMatch(/[\w-]{30}/);
    expect(stdout.split('\n').map((line) => line.replace(/\d{7}/, '…'))).toEqual([
      'ok    the API answers',
      'ok    the keys for receipts are published',
      'ok    the token is believed: officer',
      'ok    the place has a form, and its proof of work is solved',
      'ok    a report is received: …',
      'ok    its receipt holds',
      'ok    a photo is sent, made anew and shown',
      'ok    staff see it and its photo',
      '      waiting for a reminder, which takes up to three minutes',
      expect.stringMatching(/^ok {4}the clock reminds: sent over \w+$/),
      expect.stringMatching(/^ok {4}the signed statements since its receipt hold: \d+$/),
      'ok    the proof: none was made yet: the first comes at midnight UTC',
      'ok    the report is withdrawn',
      'The stage works.',
      '',
    ]);
    expect(await caseOf(stdout)).toMatchObject({ status: 'withdrawn', trust: 'ordinary' });
    const sent = await client.inbox(referenceIn(stdout));
    expect(sent.map(({ kind }) => kind)).toContain('reminder');
  });

  it('asks for a proof with the token of a chief, and says what it found', async () => {
    // A proof names histories of hours ago that the notary has not stated yet, such as the seed's.
    await run.settle();
    const { status, stdout, stderr } = await smoke([], { STAFF_TOKEN: await client.tokenOf('chief') });
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('ok    the token is believed: chief\n');
    expect(stdout).toMatch(/^ok {4}the proof: \d+ open cases, each with its deadline, 2026-10-12T\S+Z$/m);
  });

  it('leaves out the half of staff where it is told to, and says so', async () => {
    const { status, stdout } = await smoke(['--without-staff'], { STAFF_TOKEN: '' });
    expect(status).toBe(0);
    expect(stdout).toContain('left  out without a token: staff, the reminder, the proof\n');
    expect(stdout).toContain('ok    the report is withdrawn\nThe stage works.\n');
  });

  it('takes its report back when something does not work, and says what in a sentence', async () => {
    const { status, stdout, stderr } = await smoke(['--wait-with', 'exit 3']);
    expect([status, stderr]).toEqual([1, 'The command of --wait-with ended with 3.\n']);
    expect(stdout).toContain('ok    the report is withdrawn\n');
    expect(await caseOf(stdout)).toMatchObject({ status: 'withdrawn' });
  });
});

describe('what cannot be tried reports nothing and is a sentence', () => {
  it.each([
    ['no token', [], { STAFF_TOKEN: '' }, 'There is no token'],
    ['a wrong token', [], { STAFF_TOKEN: 'a.b.c' }, 'GET /v1/me answered 401. The token is expired'],
    [
      'a token of two lines',
      [],
      { STAFF_TOKEN: 'SECRET\nSECRET' },
      'The token has characters that no token has',
    ],
    ['a token in the clear', ['--origin', 'http://example.test'], {}, '--origin begins with https://'],
    ['nothing that listens', ['--origin', silent], {}, 'GET /health was not answered. Nothing answers at'],
    ['no such place', ['--place', 'nowhere-1'], {}, 'GET /v1/places/{place} answered 404.'],
  ])('%s', async (_, words, environment, sentence) => {
    const { status, stdout, stderr } = await smoke(words, environment);
    expect([status, stderr]).toEqual([1, expect.stringContaining(sentence)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('SECRET');
    expect(stdout).not.toContain('a report is received');
  });

  it('a guard’s token, who may not read the proof', async () => {
    const { stderr } = await smoke([], { STAFF_TOKEN: await client.tokenOf('guard') });
    expect(stderr).toMatch(/^The token is of the role guard; /);
  });
});
