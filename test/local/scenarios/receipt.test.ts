import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { clientOf, lostPhone } from './client.ts';
import { startStack } from './stack.ts';

const newDataDir = temporaryDirectories();
const report = lostPhone(3);

let dir: string;
let progress: readonly string[];
let whileRunning: Said;

const file = (name: string) => join(dir, name);
const keep = (name: string, content: string) => {
  writeFileSync(file(name), content);
  return file(name);
};

interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run verify`. */
const verify = (...words: readonly string[]) =>
  new Promise<Said>((resolve) => {
    const given = words.includes('--language') ? words : [...words, '--language', 'en'];
    execFile(process.execPath, ['infra/verify/verify.ts', ...given], (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

/** Runs a case, keeps three answers as files, and stops the system. */
beforeAll(async () => {
  dir = newDataDir();
  const run = await startStack({ dataDir: newDataDir() });
  try {
    const client = clientOf(run.origin);
    const { body: submitted, text } = await client.ask('POST /v1/cases', { body: report });
    const bearer = await client.tokenOf('officer');
    const path = { id: await client.idOf(submitted.reference, bearer) };
    const moves = [{ move: 'acknowledge' }, { move: 'reply', text: '监控看过了，正在联系捡到的人' }];
    for (const [index, move] of moves.entries()) {
      const body = { expectedVersion: index + 1, ...move };
      const { status } = await client.ask('POST /v1/office/cases/{id}/moves', { bearer, path, body });
      expect(status).toBe(200);
    }
    const tracked = await client.ask('GET /v1/track/{token}', { path: { token: report.token } });
    const keys = await client.ask('GET /.well-known/jwks.json');
    progress = tracked.body.progress;
    keep('report.json', JSON.stringify(report));
    keep('answer.json', text);
    keep('receipt.jws', `${submitted.receipt}\n`);
    keep('track.json', tracked.text);
    keep('keys.json', keys.text);
    whileRunning = await verify(file('receipt.jws'));
  } finally {
    await run.close();
  }
});

const offline = (receipt: string, ...more: readonly string[]) =>
  verify(receipt, '--jwks', file('keys.json'), ...more);

describe('a receipt, after the system that gave it is gone', () => {
  it('verifies with the key that was kept, and says what was promised', async () => {
    const { status, stdout, stderr } = await offline(file('receipt.jws'));
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^This receipt is genuine\./);
    expect(stdout).toMatch(/Answer promised: \d{4}-\d\d-\d\d \d\d:\d\d\n/);
  });

  it('verifies out of the answer it came in, and in Chinese', async () => {
    const { status, stdout } = await offline(file('answer.json'), '--language', 'zh-CN');
    expect(status).toBe(0);
    expect(stdout).toContain('回执是真的');
    expect(stdout).toContain('答复期限：');
  });

  it('verifies with the words that were written, and not with others', async () => {
    const same = await offline(file('receipt.jws'), '--written', file('report.json'));
    expect([same.status, same.stdout]).toEqual([0, expect.stringContaining('the very words')]);
    const other = keep('other.json', JSON.stringify({ ...report, what: '白色手机' }));
    const different = await offline(file('receipt.jws'), '--written', other);
    expect([different.status, different.stdout]).toEqual([1, expect.stringContaining('not the words')]);
  });

  it('verifies with the steps that followed, each with the promises it kept', async () => {
    for (const given of [[file('track.json')], [file('receipt.jws'), '--progress', file('track.json')]]) {
      const [receipt = '', ...more] = given;
      const { status, stdout } = await offline(receipt, ...more);
      expect(status).toBe(0);
      expect(stdout).toContain('none is missing between them: 2.');
      expect(stdout).toMatch(
        /2\. .* Answer of the community officer\n {4}promise kept: a person answers you\n/,
      );
    }
  });

  it('does not verify with one bit changed', async () => {
    const [first, second = ''] = progress;
    const bent = (text: string) => text.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) ^ 1));
    const receipt = await offline(keep('bent.jws', bent(readFileSync(file('receipt.jws'), 'utf8').trim())));
    expect([receipt.status, receipt.stdout]).toEqual([1, expect.stringContaining('not genuine')]);
    const steps = keep('bent.txt', [first, bent(second)].join('\n'));
    const chain = await offline(file('receipt.jws'), '--progress', steps);
    expect([chain.status, chain.stdout]).toEqual([1, expect.stringContaining('Step 2 does not hold')]);
  });
});

describe('while the system runs', () => {
  it('the key is fetched from the address in the receipt, with a warning to check that address', () => {
    expect(whileRunning.status).toBe(0);
    expect(whileRunning.stdout).toContain('/.well-known/jwks.json. Make sure that this is the address');
  });
});

describe('what cannot be checked is neither genuine nor forged', () => {
  it.each([
    ['no file', [], 'Say the file'],
    ['a file that is not there', ['nowhere.jws'], 'no file nowhere.jws'],
    ['a misspelled option', ['x', '--jwsk', 'y'], 'Unknown option'],
    ['an address without encryption', ['@', '--jwks', 'http://example.test/'], 'not safe'],
    ['a list without keys', ['@', '--jwks', 'package.json'], 'no key in package.json'],
    [
      'steps that are none',
      ['@', '--progress', 'package.json', '--jwks', '@keys'],
      'no steps in package.json',
    ],
    ['a report that is none', ['@', '--written', 'package.json', '--jwks', '@keys'], 'not a report'],
  ])('%s', async (_, words, sentence) => {
    const named: Readonly<Record<string, string>> = { '@': file('receipt.jws'), '@keys': file('keys.json') };
    const { status, stdout, stderr } = await verify(...words.map((word) => named[word] ?? word));
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(sentence)]);
  });
});
