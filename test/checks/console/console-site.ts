import type { Plugin } from 'esbuild';
import { consoleFiles } from '../../../infra/console-files.ts';
import { places, policeRoom } from '../../../infra/local/fixtures/places.ts';
import { countStore } from '../../../shared/adapters/memory/counts.ts';
import { memoryStore } from '../../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../../shared/adapters/memory/tables.ts';
import { once } from '../../../shared/adapters/once.ts';
import { recount } from '../../../shared/cases/statistics/count-case.ts';
import type { ConsoleFiles } from '../../../shared/http/call.ts';
import { consoleWords } from '../../../shared/locales/en/console.ts';
import { pseudoOf } from '../../browser/pseudo-words.ts';
import { type Site, site } from '../../browser/site.ts';
import { room, station } from '../../cases/room.ts';
import { enteredPlaces } from '../../enter.ts';

export interface ConsoleSite extends Site {
  /** Counts all cases anew, as the function of statistics does. */
  count(): Promise<void>;
}

/** English sentences that are 40 % longer. */
const longerEnglish: Plugin = {
  name: 'longer-english',
  setup: ({ onLoad }) =>
    onLoad({ filter: /locales\/en\/console\.ts$/ }, () => ({
      contents: `export const consoleWords = ${JSON.stringify(pseudoOf(consoleWords))}`,
      loader: 'js',
    })),
};

export const builtConsole = once(() => consoleFiles());
const builtLonger = once(() => consoleFiles([longerEnglish]));

const STARTER = 'signed-in-AAAAAAA1.js';

/** Signs a person in before the console starts: the token of the site is the name of a role. */
const starter = (script: string): string =>
  `const as = new URLSearchParams(location.search).get('as');
if (as !== null) sessionStorage.setItem('huiying.session', JSON.stringify({ bearer: as }));
import('./${script}');`;

async function filesOf(build: () => Promise<ReadonlyMap<string, string>>): Promise<ConsoleFiles> {
  const files = await build();
  const { script, style } = JSON.parse(files.get('entries.json') ?? '{}');
  return {
    signIn: { issuer: 'https://id.example.cn/realm', client: 'console', audience: 'huiying', origins: [] },
    entries: async () => ({ script: STARTER, style }),
    file: async (name) => (name === STARTER ? starter(script) : files.get(name)),
  };
}

/** The console of a station with the seeded places, in this process: the real handlers and the memory store. */
export async function consoleSite(speaks: 'catalogues' | 'pseudo' = 'catalogues'): Promise<ConsoleSite> {
  const tables = emptyTables();
  const world = await room(1, memoryStore(tables), tables);
  const here = await site({
    world,
    console: await filesOf(speaks === 'pseudo' ? builtLonger : builtConsole),
  });
  // The room has a building 3 already, which stands nowhere on the plan.
  await enteredPlaces(
    world.store,
    policeRoom,
    places.filter(({ building }) => building !== 'b03'),
  );
  return {
    ...here,
    count: async () => void (await recount(countStore(tables), station, world.system.now())),
  };
}

/** The address of a screen for a role. */
export const addressFor = ({ origin }: Site, role: string | undefined, hash: string): string =>
  `${origin}/office${role === undefined ? '' : `?as=${role}`}${hash}`;
