import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { fuzz, REQUESTS_PER_LIFE } from './fuzzing.ts';

const REQUESTS = 50_000;
const SEED = 20261123;

const help = `Usage: npm run fuzz -- [--requests N] [--seed N]

Sends requests to every route, in process: drawn from the schemas of the API document, most of them fitted to the
current state so that cases get beyond their first statuses, half of them with a flaw. Prints statuses and findings.

  --requests N   how many (default ${REQUESTS})
  --seed N       the first seed (default ${SEED}); every ${REQUESTS_PER_LIFE} requests get a fresh world and the next seed, so
                 that a finding's seed with --requests ${REQUESTS_PER_LIFE} reproduces it
  --help         this text`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

handleProcessErrors();
const { values } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
});

const listed = (counts: ReadonlyMap<number | string, number>): string =>
  [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');

async function run(requests: number, seed: number): Promise<void> {
  const since = performance.now();
  const { findings, statuses, routes, left, slowestMs, visited, ...sum } = await fuzz(requests, seed);
  const seconds = (performance.now() - since) / 1000;
  for (const { route, fault, event, ...at } of findings) {
    print(`seed ${at.seed} step ${at.step} ${route}\n  ${fault}\n  ${event}`);
  }
  for (const [route, answered] of routes) print(`${route.padEnd(42)} ${[...answered].sort().join(' ')}`);
  print(`requests ${sum.requests} from seed ${seed}, ${Math.round(sum.requests / seconds)} a second`);
  print(`statuses ${listed(statuses)}`);
  print(`cases left ${listed(left)}`);
  print(`states gone through ${visited.size}: ${[...visited].sort().join(', ')}`);
  print(`slowest ${Math.round(slowestMs)} ms of processor time`);
  print(`findings ${findings.length}`);
  if (findings.length > 0) process.exitCode = 1;
}

if (values.help) print(help);
else await run(Number(values.requests ?? REQUESTS), Number(values.seed ?? SEED));
