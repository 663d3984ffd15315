import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Kills the engine that a killed run left behind. Its process id may meanwhile belong to another program, so the
 * process is killed only if its command line names this database file.
 */
export const endOrphan = async (pidFile: string, databaseFile: string): Promise<void> => {
  const pid = readPid(pidFile);
  if (pid !== undefined && commandLineOf(pid).includes(databaseFile)) {
    process.kill(pid, 'SIGKILL');
    while (commandLineOf(pid).includes(databaseFile)) await pause(5);
  }
  rmSync(pidFile, { force: true });
};

const readPid = (pidFile: string): number | undefined => {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** Returns an empty string when the process does not exist. */
const commandLineOf = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};
