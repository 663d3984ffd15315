import { join } from 'node:path';
import { build } from 'esbuild';
import type { Assemble } from '../../../infra/local/assembly.ts';
import { STANDSTILL } from '../../../infra/local/clock/virtual-clock.ts';
import { type LocalRun, startLocal } from '../../../infra/local/run.ts';
import { functionNames, stubManifest, stubTemplate } from './stub-template.ts';

export interface StubOptions {
  readonly dataDir: string;
  /** Without it only the test moves the clock, so no minute begins, and no tick arrives, in the middle of a test. */
  readonly speed?: number;
  readonly dynamoEndpoint?: string;
  /** Additional environment variables of relay and notify. */
  readonly environment?: Readonly<Record<string, string>>;
}

let bundles: Promise<string> | undefined;

/** Bundles the stub handlers once per process, in the first data directory. */
const bundleStubs = async (dataDir: string): Promise<string> => {
  const directory = join(dataDir, 'build');
  await build({
    entryPoints: functionNames.map((name) => ({
      in: join(import.meta.dirname, 'stubs', `${name}.ts`),
      out: join(name, 'index'),
    })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return directory;
};

/** Assembles a system of the stub handlers. */
const assembleStubs =
  (environment: Readonly<Record<string, string>>): Assemble =>
  async (settings, dataDir) => {
    bundles ??= bundleStubs(dataDir);
    return {
      directory: await bundles,
      manifest: stubManifest,
      template: stubTemplate(settings, environment),
    };
  };

/** Runs a system of stub handlers on any free port. */
export const startStubs = ({
  dataDir,
  speed = STANDSTILL,
  dynamoEndpoint,
  environment = {},
}: StubOptions): Promise<LocalRun> =>
  startLocal({
    dataDir,
    speed,
    dynamoEndpoint,
    port: 0,
    station: { people: [], seed: async () => undefined },
    // Uses the template's timeouts unchanged.
    timeoutFactor: 1,
    assemble: assembleStubs(environment),
  });
