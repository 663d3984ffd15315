import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Staff } from '../../infra/local/issuer/staff.ts';
import { type RunningIssuer, startIssuer } from '../../infra/local/issuer.ts';
import { verifier } from '../../shared/adapters/identity.ts';

const people: Staff = [
  { id: 'p-guard-zhao', role: 'guard', station: 'st1', displayName: '赵强' },
  { id: 'p-officer-li', role: 'officer', station: 'st1', displayName: '李敏' },
  { id: 'p-officer-wu', role: 'officer', station: 'st1', displayName: '吴桐' },
];

const dataDir = mkdtempSync(join(tmpdir(), 'issuer-'));
let running: RunningIssuer;

beforeAll(async () => {
  running = await startIssuer({ port: 0, dataDir, people, origin: 'http://127.0.0.1:8787' });
});
afterAll(async () => {
  await running.close();
  rmSync(dataDir, { recursive: true });
});

const scopeOfToken = (token: string) =>
  verifier({ issuer: running.issuer, audience: running.audience })(`Bearer ${token}`, Date.now());

describe('npm run token', () => {
  const token = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['infra/local/token.ts', ...words, '--issuer', running.issuer]);

  test('prints a token that the check accepts, and nothing else', async () => {
    const { stdout, stderr } = await token('officer');
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(stderr).toBe('');
    expect(await scopeOfToken(stdout.trim())).toMatchObject({ person: 'p-officer-li', role: 'officer' });
  });

  test('prints the token of the very person asked for', async () => {
    const { stdout } = await token('officer', '--person', 'p-officer-wu');
    expect(await scopeOfToken(stdout.trim())).toMatchObject({ person: 'p-officer-wu' });
  });

  test.each([
    ['an unknown role', ['boss'], 'There is no role “boss”'],
    ['a role that nobody has', ['chief'], 'nobody on the staff list fits'],
    ['a person of another role', ['guard', '--person', 'p-officer-li'], 'nobody on the staff list fits'],
    ['neither role nor person', [], 'Say a role'],
  ])('answers %s with a sentence and status 1', async (_what, words, sentence) => {
    await expect(token(...words)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(sentence),
    });
  });
});
