import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { comparison } from './comparison.ts';
import type { Figure } from './figure.ts';
import type { BenchOptions } from './options.ts';
import { root } from './paths.ts';
import { table } from './table.ts';
import { addWorktree } from './worktree.ts';

/** What a shell reports for a program that Ctrl-C ended: 128 and SIGINT. */
const INTERRUPTED = 130;

/**
 * Runs the same benches on this version and on another git ref in every round, the order reversed each time, since a
 * machine gets slower or faster while it works. The other one is a worktree in a temporary folder with the same
 * packages and with the benches of this version, so that both are measured alike.
 */
export async function compare(
  names: readonly string[],
  options: BenchOptions & { readonly against: string },
  print: (line: string) => void,
): Promise<void> {
  const worktree = addWorktree(root, options.against);
  const { directory, path: other } = worktree;
  const interrupted = new AbortController();
  // Ctrl-C ends the bench that runs and removes the worktree, of which git would know for good.
  process.once('SIGINT', () => interrupted.abort());
  try {
    symlinkSync(realpathSync(join(root, 'node_modules')), join(other, 'node_modules'));
    rmSync(join(other, 'test', 'bench'), { recursive: true, force: true });
    cpSync(import.meta.dirname, join(other, 'test', 'bench'), { recursive: true });
    const rounds = new Map<string, Figure[][]>([
      [root, []],
      [other, []],
    ]);
    for (let round = 1; round <= options.rounds; round += 1) {
      const trees = round % 2 === 1 ? [root, other] : [other, root];
      for (const tree of trees) {
        print(`Round ${round} of ${options.rounds}: ${tree === root ? 'this version' : options.against}`);
        interrupted.signal.throwIfAborted();
        const figures = join(directory, 'figures.jsonl');
        rounds.get(tree)?.push(await measureIn(tree, names, options, figures, interrupted.signal));
      }
    }
    const head = ['', 'this', options.against, 'ratio', 'rounds of this', `rounds of ${options.against}`];
    const rows = comparison(rounds.get(root) ?? [], rounds.get(other) ?? []);
    for (const line of table([head, ...rows])) print(line);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exitCode = INTERRUPTED;
  } finally {
    worktree.remove();
  }
}

/** @throws Error when a bench of that version fails; what it printed stands above */
async function measureIn(
  tree: string,
  names: readonly string[],
  { callers, cases, filled, open, secondsMax }: BenchOptions,
  figuresFile: string,
  signal: AbortSignal,
): Promise<Figure[]> {
  const options = {
    only: names,
    callers,
    cases: [cases],
    filled: [filled],
    open,
    'seconds-max': [secondsMax],
    figures: [figuresFile],
  };
  const parameters = Object.entries(options).flatMap(([name, values]) => [`--${name}`, values.join(',')]);
  const child = spawn(process.execPath, [join('test', 'bench', 'bench.ts'), ...parameters], {
    cwd: tree,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // From a terminal it gets the signal by itself.
  signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`The benches of ${tree} ended with ${status}.`);
  return readFileSync(figuresFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Figure => JSON.parse(line));
}
