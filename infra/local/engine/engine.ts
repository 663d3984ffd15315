import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { createAwsJson } from './aws-json.ts';
import { engineBinary } from './binary.ts';
import { endOrphan } from './orphan.ts';

/** A DynamoDB on this machine. */
export interface Engine {
  readonly endpoint: string;
  /** The SQLite file of the embedded engine; undefined for an external DynamoDB. */
  readonly databaseFile: string | undefined;
  close(): Promise<void>;
}

/**
 * A shell supervises the engine and reads from a pipe that this process holds open: when this process ends in any way,
 * the pipe closes and the shell ends the engine. It runs in its own session, so Ctrl-C does not reach it and the engine
 * ends last.
 */
const supervisorScript = `
pid_file=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
engine=$!
echo "$engine" > "$pid_file"
{ read -r line; kill "$engine"; } <&3 2>/dev/null &
exec 3<&-
wait "$engine"
`;

/** An engine that has not ended after this time hangs and is killed; its database stays intact. */
const stopMillisecondsMax = 30_000;

/**
 * Starts the embedded engine on the data directory's database.
 * @param onEnd called when the engine ends unexpectedly
 * @param beforeStart called when no engine uses the database any more and none yet
 * @throws Error with a sentence when it ends before it answers
 */
export const startEngine = async (
  dataDir: string,
  onEnd: () => void,
  beforeStart: () => unknown = () => undefined,
): Promise<Engine> => {
  const databaseFile = join(dataDir, 'table.db');
  const pidFile = join(dataDir, 'engine.pid');
  await endOrphan(pidFile, databaseFile);
  beforeStart();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawnEngine(['serve', '-p', String(port), '--db-path', databaseFile], { dataDir, pidFile });
  const ended = once(child, 'exit');
  await untilItAnswers(endpoint, child, join(dataDir, 'logs', 'engine.log'));

  let isClosing = false;
  void ended.then(() => isClosing || onEnd());
  return {
    endpoint,
    databaseFile,
    close: async () => {
      isClosing = true;
      child.stdin?.end();
      await Promise.race([ended, pause(stopMillisecondsMax, undefined, { ref: false })]);
      await endOrphan(pidFile, databaseFile);
    },
  };
};

const spawnEngine = (
  options: readonly string[],
  { dataDir, pidFile }: { dataDir: string; pidFile: string },
): ChildProcess => {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const log = openSync(join(dataDir, 'logs', 'engine.log'), 'a');
  const child = spawn('sh', ['-c', supervisorScript, 'engine', pidFile, engineBinary(), ...options], {
    stdio: ['pipe', log, log],
    detached: true,
  });
  closeSync(log);
  // The pipe breaks when the engine ends first; the exit event reports that.
  child.stdin?.on('error', () => undefined);
  return child;
};

const untilItAnswers = async (endpoint: string, child: ChildProcess, logFile: string): Promise<void> => {
  const call = createAwsJson(endpoint);
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await call('DynamoDB_20120810.ListTables', {});
      return;
    } catch {
      await pause(5);
    }
  }
  const lastLine = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1);
  throw new Error(`The embedded DynamoDB did not start: ${lastLine} Its output is in ${logFile}.`);
};

/** An external DynamoDB. */
export const useEngine = (endpoint: string): Engine => ({
  endpoint,
  databaseFile: undefined,
  close: async () => undefined,
});
