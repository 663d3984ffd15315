import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, functionNames } from '../../infra/bundle.ts';
import { staticBytes } from './bundle-size.ts';
import { median } from './median.ts';

const ROUNDS = 11;
/** The least that every function costs: Node itself and its built-in modules for HTTP. */
const BARE_NODE =
  "import 'node:http';import 'node:https';import 'node:crypto';import 'node:stream';process.exit(0)";

/** The settings that the functions read at import. No endpoint in them is ever called. */
const environment = {
  STAGE: 'local',
  TABLE_NAME: 'bench',
  BUCKET_NAME: 'bench',
  UPLOAD_ORIGIN: 'https://bench.example.cn',
  BUS_NAME: 'bench',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_AUDIENCE: 'bench',
  KEY_FILE: '/dev/null',
  SHARDS_PER_LANE: '1',
  PUBLIC_ORIGIN: 'http://127.0.0.1:1',
  CHANNELS: '[]',
  CHANNEL_TARGETS: '{}',
  POWERTOOLS_SERVICE_NAME: 'bench',
  AWS_REGION: 'local',
};

/** Milliseconds that a fresh process takes to run the code and exit. */
function importMs(code: string): number {
  const startedAt = process.hrtime.bigint();
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...environment, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
  });
  return Number(process.hrtime.bigint() - startedAt) / 1e6;
}

/**
 * Measures how long a cold function takes to import, as a ratio to bare Node, and how many bytes it parses. Each round
 * starts one fresh process for bare Node and one for the function, so that load on the machine slows both alike.
 */
export async function coldStarts(print: (line: string) => void): Promise<void> {
  const outdir = join(import.meta.dirname, '..', '..', 'dist', 'bench');
  await bundle({ outdir });
  print('function   static KB   floor ms   import ms   ratio');
  for (const name of functionNames) {
    const entry = join(outdir, name, 'index.mjs');
    const load = `await import(${JSON.stringify(pathToFileURL(entry).href)});process.exit(0)`;
    const rounds = Array.from({ length: ROUNDS }, () => ({
      floor: importMs(BARE_NODE),
      whole: importMs(load),
    }));
    const floor = median(rounds.map((round) => round.floor));
    const whole = median(rounds.map((round) => round.whole));
    const ratio = median(rounds.map((round) => round.whole / round.floor));
    const kilobytes = staticBytes(entry) / 1024;
    print(
      `${name.padEnd(10)} ${kilobytes.toFixed(0).padStart(9)} ${floor.toFixed(1).padStart(10)} ${whole.toFixed(1).padStart(11)} ${ratio.toFixed(2).padStart(7)}`,
    );
  }
}
