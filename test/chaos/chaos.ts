import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { dice } from '../sim/world/dice.ts';
import { builtMachine, mayMount } from './built-machine.ts';
import { type CampaignReport, campaign, type RoundReport } from './campaign.ts';
import { type StrikeKind, strikeKinds } from './plan.ts';

const ROUNDS = 20;
const RESIDENTS = 24;
const SEED = 20261123;

const kinds = Object.keys(strikeKinds) as StrikeKind[];

const help = `Usage: npm run chaos -- [--rounds N] [--residents N] [--seed N]

Starts the whole system as npm start does, behind proxies to its store and its channel that lose, delay, cut and refuse
requests. Residents report and officers answer over HTTP, while the engine, the run and single threads are killed, the
disk is filled, the clock jumps and the channel fails. After each round all faults end and ten minutes pass by the
station's clock. Then every acknowledged report must exist, every message must have arrived, wait for a retry or have a
reason why not, and the proof must be complete.

  --rounds N      number of rounds (default ${ROUNDS})
  --residents N   residents who report in each round (default ${RESIDENTS})
  --seed N        seed of the random plan of faults (default ${SEED}). Real processes run in no fixed order, so the results
                  of one seed may differ
  --help          this text

The full disk needs the right to mount, as root on Linux; elsewhere it is left out with a note.`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const number = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
handleProcessErrors();
const { values } = parseArgs({
  options: { rounds: number, residents: number, seed: number, help: flag },
});

function reportRound({ plan, asked, putOff, audit, proof }: RoundReport): void {
  const { cases, owed, received, fresh, waiting } = audit;
  print(
    [
      `round ${String(plan.round).padStart(2)}`,
      `${cases} reports in ${asked} requests, ${putOff} put off`,
      `messages ${owed} owed, ${received} received, ${fresh + waiting} waiting`,
      `proof ${proof.percent} % of ${proof.open} open`,
      plan.strikes.map(({ kind }) => kind).join(', '),
    ].join(' · '),
  );
}

function printSummary(seed: number, report: CampaignReport): boolean {
  const { rounds, audit, proof, received, mishaps, repeats, findings } = report;
  const wrong = [
    ...audit.lostCases,
    ...audit.lostMessages,
    ...rounds.flatMap((round) => [...round.audit.lostCases, ...round.audit.lostMessages]),
    ...rounds.flatMap((round) => round.proof.violations),
    ...proof.violations,
    ...findings,
  ];
  for (const what of new Set(wrong)) print(`  ${what}`);
  const struck = rounds.flatMap(({ plan }) => plan.strikes.map(({ kind }) => kind));
  for (const [kind, words] of Object.entries(strikeKinds)) {
    print(`${words}: ${struck.filter((one) => one === kind).length} times`);
  }
  const least = Math.min(proof.percent, ...rounds.map((round) => round.proof.percent));
  print(`faults in requests to store and channel: ${mishaps}`);
  print(`rounds ${rounds.length}, seed ${seed}`);
  print(`reports acknowledged ${audit.cases}, lost ${audit.lostCases.length}`);
  print(
    `messages owed ${audit.owed}, received ${audit.received}, suppressed ${audit.suppressed}, dead ${audit.dead}, ` +
      `of the last ten minutes ${audit.fresh}, still waiting ${audit.waiting}, lost ${audit.lostMessages.length}`,
  );
  print(`the channel's receiver has ${received}, and ${repeats} repeats`);
  print(`proof at least ${least} %, findings ${wrong.length}`);
  return wrong.length === 0 && least === 100 && audit.waiting === 0;
}

async function run(seed: number): Promise<void> {
  if (!mayMount) print('The disk is not filled: this user may not mount one.');
  const chance = dice(seed);
  const built = await builtMachine(chance.fork());
  // Unmounts and stops everything on Ctrl-C, too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void built.remove().finally(() => process.exit(130)));
  }
  try {
    const report = await campaign({
      machine: built.machine,
      disk: built.disk,
      dice: chance,
      rounds: Number(values.rounds ?? ROUNDS),
      residents: Number(values.residents ?? RESIDENTS),
      kinds: mayMount ? kinds : kinds.filter((kind) => kind !== 'disk-full'),
      onRound: reportRound,
    });
    if (!printSummary(seed, report)) process.exitCode = 1;
  } finally {
    await built.remove();
  }
}

if (values.help) print(help);
else await run(Number(values.seed ?? SEED));
