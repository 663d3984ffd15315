import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A shell that stays open, so that variables set once are kept. */
export interface Shell {
  /** Runs a command and returns its output, stderr included. Throws when it fails. */
  run(command: string): Promise<string>;
  close(): Promise<void>;
}

const END = '--- end of command';

export function openShell(environment: Readonly<Record<string, string>>): Shell {
  const bash = spawn('bash', ['--norc', '--noprofile'], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: bash.stdout })[Symbol.asyncIterator]();
  return {
    async run(command) {
      bash.stdin.write(`{ ${command}\n} 2>&1\nprintf '\\n${END} %s\\n' $?\n`);
      const printed: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        if (!line.value.startsWith(END)) printed.push(line.value);
        else if (line.value === `${END} 0`) return printed.join('\n').trim();
        else throw new Error(`${command} ended with ${line.value.slice(END.length)}: ${printed.join('\n')}`);
      }
      throw new Error(`the shell ended at ${command}: ${printed.join('\n')}`);
    },
    async close() {
      const ended = once(bash, 'exit');
      bash.stdin.end();
      await ended;
    },
  };
}
