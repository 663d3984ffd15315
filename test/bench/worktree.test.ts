import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addWorktree, UnknownRef } from './worktree.ts';

let repository = '';
let temporary = '';
const git = (...parameters: readonly string[]): string =>
  execFileSync('git', ['-C', repository, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'huiying-worktree-'));
  temporary = mkdtempSync(join(tmpdir(), 'huiying-worktree-'));
  vi.stubEnv('TMPDIR', temporary);
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(repository, 'file'), '');
  git('add', 'file');
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  git(...author, 'commit', '--quiet', '--message', 'one');
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const directory of [repository, temporary]) rmSync(directory, { recursive: true, force: true });
});

it('another version is there until it is removed, and then nothing is left of it', () => {
  const worktree = addWorktree(repository, 'main');
  expect(existsSync(join(worktree.path, 'file'))).toBe(true);
  writeFileSync(join(worktree.path, 'changed'), '');
  worktree.remove();
  expect(readdirSync(temporary)).toEqual([]);
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
});

it.each(['no-such-ref', '--detach', ''])('a ref that git does not know (%j) leaves nothing', (ref) => {
  expect(() => addWorktree(repository, ref)).toThrow(UnknownRef);
  expect(readdirSync(temporary)).toEqual([]);
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
});
