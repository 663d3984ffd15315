import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { testIssuer } from './test-issuer.ts';

const { issuer, scopeOfToken } = await testIssuer();

describe('npm run token', () => {
  const token = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['infra/local/token.ts', ...words, '--issuer', issuer]);

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
