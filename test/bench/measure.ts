import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../infra/bundle.ts';
import { benches } from './benches.ts';
import type { Context } from './context.ts';
import { type Figure, shown } from './figure.ts';
import type { BenchOptions } from './options.ts';
import { outputDir, root } from './paths.ts';
import { type Stack, startStack, type TimeOfDay } from './stack.ts';
import { table } from './table.ts';

const PROGRESS_MS = 2000;

/** Runs benches one after the other, prints a table of each, and keeps the figures in files. */
export async function measure(
  names: readonly string[],
  options: BenchOptions,
  print: (line: string) => void,
): Promise<void> {
  mkdirSync(outputDir, { recursive: true });
  const file = join(outputDir, `${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
  const files = [file, ...(options.figures === undefined ? [] : [options.figures])];
  for (const one of files) writeFileSync(one, '');
  const parts = sharedParts();
  try {
    for (const name of names) {
      const figures: Figure[] = [];
      print(`— ${name}`);
      await benches[name]?.({
        ...parts,
        options,
        print,
        progress: progressTo(process.stderr),
        report: (what, unit, value) => {
          const figure = { bench: name, what, unit, value };
          figures.push(figure);
          for (const one of files) appendFileSync(one, `${JSON.stringify(figure)}\n`);
        },
      });
      for (const line of table(figures.map(({ what, unit, value }) => [what, shown(value), unit])))
        print(line);
    }
    print(`Figures: ${file}`);
  } finally {
    await parts.close();
  }
}

/** What several benches use, made when it is first asked for. */
function sharedParts(): Pick<Context, 'stack' | 'bundles'> & { close(): Promise<void> } {
  const stacks = new Map<TimeOfDay, Promise<Stack>>();
  let made: Promise<string> | undefined;
  const bundles = (): Promise<string> => {
    const outdir = join(root, 'dist', 'bench');
    made ??= bundle({ outdir }).then(() => outdir);
    return made;
  };
  return {
    bundles,
    stack: async (time) => {
      const started = stacks.get(time) ?? startStack({ time, bundles: await bundles() });
      stacks.set(time, started);
      return started;
    },
    close: async () => {
      const started = await Promise.allSettled(stacks.values());
      for (const one of started) if (one.status === 'fulfilled') await one.value.close();
    },
  };
}

function progressTo(stream: NodeJS.WritableStream): (text: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (text) => {
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    stream.write(`  ${text}\n`);
  };
}
