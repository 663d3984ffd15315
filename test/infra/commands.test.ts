import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** The file of each npm script that runs a program of the project. */
const commands = [
  ...new Map(
    Object.values(scripts)
      .flatMap((script) => /\bnode (?:--\S+ )*(\S+\.ts)/.exec(script)?.[1] ?? [])
      .map((file) => [file, file]),
  ).keys(),
];

/** Runs a command, and closes its output before it can have printed anything if nobody is to read it. */
const ended = async (file: string, words: readonly string[], { isRead = true } = {}) => {
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  if (!isRead) child.stdout.destroy();
  const [printed, [code]] = await Promise.all([text(child.stderr), exit]);
  return { code, printed };
};

describe('a command', () => {
  it('is every program that npm runs', () => {
    expect(commands).toEqual(expect.arrayContaining(['infra/local/start.ts', 'test/sim/sim.ts']));
    expect(commands.length).toBeGreaterThan(10);
  });

  it.each(commands)('%s ends without a word when nobody reads its output', async (file) => {
    // 141 is what a shell reports for it: no claim that what it was asked to do was done.
    expect(await ended(file, ['--help'], { isRead: false })).toEqual({ code: 141, printed: '' });
  });

  it.each(commands)('%s says in a sentence that it does not know an option', async (file) => {
    const { code, printed } = await ended(file, ['--no-such-option', '--table', 'none']);
    expect(code).toBe(file.includes('verify') ? 2 : 1);
    expect(printed).not.toContain('    at ');
  });

  it.each([
    [['synth', '--context', 'fact=all'], /^There is no setting fact\. There are publicOrigin, /],
    [['synth', '--context', 'facts'], /^--context is KEY=VALUE, not facts\./],
    [['synth', '--context', 'stage=prod'], /^Say --stage instead of /],
    [['deploy', '--', '--profile', 'other'], /^Set AWS_PROFILE instead of --profile, /],
  ])('of a deployment refuses %j in a sentence', async (words, sentence) => {
    const { code, printed } = await ended('infra/cdk.ts', words);
    expect({ code, printed }).toEqual({ code: 1, printed: expect.stringMatching(sentence) });
    expect(printed.trim().split('\n')).toHaveLength(1);
  });
});
