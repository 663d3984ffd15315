import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another version of a repository in a temporary folder. */
export interface Worktree {
  /** The temporary folder, with room for other files. */
  readonly directory: string;
  readonly path: string;
  /** Leaves nothing, neither the folder nor what git knows of it. */
  remove(): void;
}

/** The message is a sentence. */
export class UnknownRef extends Error {}

/** @throws UnknownRef when git does not know it; nothing is left of a worktree that could not be made */
export function addWorktree(repository: string, ref: string): Worktree {
  const git = (...parameters: readonly string[]): string =>
    execFileSync('git', ['-C', repository, ...parameters], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const commit = commitOf(git, ref);
  const directory = mkdtempSync(join(tmpdir(), 'huiying-bench-against-'));
  const path = join(directory, 'other');
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    git('worktree', 'add', '--detach', path, commit);
  } catch (error) {
    removeDirectory();
    throw error;
  }
  return {
    directory,
    path,
    remove: () => {
      git('worktree', 'remove', '--force', path);
      removeDirectory();
    },
  };
}

function commitOf(git: (...parameters: readonly string[]) => string, ref: string): string {
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`).trim();
  } catch (cause) {
    throw new UnknownRef(`Git knows no branch, tag or commit ${ref} here.`, { cause });
  }
}
