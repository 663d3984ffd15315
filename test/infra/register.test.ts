import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stationId } from '../../shared/engine/scope.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { temporaryDirectories } from '../local/runtime/temporary-directory.ts';
import { operateEndpoint } from './operate-endpoint.ts';

const file = 'docs/station.example.json';
const example = readFileSync(file, 'utf8');
const run = promisify(execFile);
const newDirectory = temporaryDirectories();
const st1 = stationId('st1');

let operate: Awaited<ReturnType<typeof operateEndpoint>>;
beforeAll(async () => {
  operate = await operateEndpoint();
});
afterAll(() => operate.close());

const commandLine =
  (command: string) =>
  (...options: string[]) =>
    run(process.execPath, [`infra/${command}/${command}.ts`, ...options], {
      env: {
        ...process.env,
        AWS_REGION: 'local',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
    });
const register = (...options: string[]) =>
  commandLine('register')('--function', 'operate', '--endpoint', operate.endpoint, ...options);
const refusal = (sentence: string | RegExp) => ({
  stderr: typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
});

describe('the register of a new station', () => {
  it('is entered from the example, twice without harm, and says what each code leads to', async () => {
    for (const _ of [1, 2]) {
      const { stdout } = await register('--file', file);
      expect(stdout).toBe('st1: 1 places, 4 people.\nhttps://huiying.example.cn/q/b11-1\n');
    }
    const { store } = operate;
    expect(await store.findPlace('b11-1')).toMatchObject({ station: 'st1', building: 'b11' });
    expect(await store.findStation(st1)).toMatchObject({ phone: '0931-266 0110' });
    expect((await store.roster(st1)).people).toHaveLength(4);
    // The second time wrote nothing.
    const { facts } = await store.history(registerKey(st1));
    expect(facts.map(({ version, fact }) => `${version} ${fact.fact}`)).toEqual([
      '1 station-entered',
      '1 person-entered',
      '1 person-entered',
      '1 person-entered',
      '1 person-entered',
      '2 policy-published',
      '2 calendar-published',
      '2 versions-chosen',
      '3 place-entered',
    ]);
  });

  it('does not take a code that leads to a place of another station', async () => {
    const foreign = join(newDirectory(), 'st9.json');
    writeFileSync(foreign, example.replaceAll('"st1"', '"st9"'));
    await expect(register('--file', foreign)).rejects.toMatchObject(refusal('belongs to another station'));
    expect(await operate.store.findPlace('b11-1')).toMatchObject({ station: 'st1' });
  });

  it.each([
    ['a preview of what writes', ['--file', file, '--preview'], '--preview shows'],
    ['a station beside its file', ['--file', file, '--station', 'st1'], '--station goes with'],
    ['a station that was not entered', ['--station', 'nosuch', '--print', 'policy'], 'no station nosuch'],
    ['a file that is not there', ['--file', 'nosuch.json'], 'There is no file nosuch.json.'],
    ['a directory', ['--station', 'st1', '--policy', 'docs'], 'docs is a directory'],
    ['an empty name', ['--file', ''], '--file needs the name of a file'],
    ['an empty code', ['--replace', ''], '--replace needs the code'],
    ['an empty file', ['--file', '/dev/null'], '/dev/null is empty.'],
    ['an address that is none', ['--replace', 'x', '--endpoint', 'nowhere'], 'no URL'],
    ['a policy that is no JSON', ['--station', 'st1', '--policy', 'README.md'], 'The policy is not JSON'],
    ['a file of a station that is no JSON', ['--file', 'README.md'], 'The file of the station is not JSON'],
    [
      'a function that is not there',
      ['--function', 'nosuch', '--replace', 'x'],
      'There is no function nosuch',
    ],
  ])('refuses %s, with a sentence', async (_, options, sentence) => {
    await expect(register(...options)).rejects.toMatchObject(refusal(sentence));
  });

  it('prints what is in use', async () => {
    const { stdout } = await register('--station', 'st1', '--print', 'calendar');
    expect(JSON.parse(stdout)).toMatchObject({ holidays: {} });
  });

  it('gives a place a new code on demand, once, and refuses to enter the old one again', async () => {
    const { stdout } = await register('--replace', 'b11-1');
    expect(stdout).toMatch(/^https:\/\/huiying\.example\.cn\/q\/b11-1-[a-z2-7]{6}\n$/);
    const now = stdout.trim().split('/').at(-1);
    const again = register('--replace', 'b11-1');
    await expect(again).rejects.toMatchObject(refusal(`another code by now. Its`));
    await expect(again).rejects.toMatchObject(refusal(`Its code is ${now} now.`));
    const old = register('--file', file);
    await expect(old).rejects.toMatchObject(refusal('b11-1 was replaced'));
    await expect(old).rejects.toMatchObject(refusal(`has the code ${now} now: write that one`));
  });

  it('shows the people of a station to an operator, and logs what was asked without a name', async () => {
    const { stdout } = await commandLine('operate')(
      ...['roster', '--station', 'st1', '--function', 'operate', '--endpoint', operate.endpoint],
    );
    expect(stdout).toContain('赵所长');
    expect(stdout).not.toMatch(/"(salt|pk|sk)"/);
    expect(operate.logged.at(-1)).toEqual({ action: 'roster', station: 'st1', outcome: 'done' });
    expect(JSON.stringify(operate.logged)).not.toContain('赵');
  });

  it('says how it is used when something is left out', async () => {
    await expect(register()).rejects.toMatchObject({
      stderr: expect.stringMatching(/^Usage:/),
    });
    const nameless = commandLine('register')('--replace', 'x');
    await expect(nameless).rejects.toMatchObject({ stderr: '--function is missing; see --help\n' });
  });

  it('says that there is no region, and where one comes from', async () => {
    const asked = run(
      process.execPath,
      ['infra/register/register.ts', '--function', 'operate', '--replace', 'x'],
      {
        env: {
          PATH: process.env.PATH,
          AWS_CONFIG_FILE: '/dev/null',
          AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        },
      },
    );
    await expect(asked).rejects.toMatchObject({
      stderr: expect.stringMatching(/^There is no AWS region\. .*addresses\.env"`\.\n$/),
    });
  });

  it.each([
    ['a case that is not there', ['row', '--case', `c${'a'.repeat(25)}`], 'There is no case caaa'],
    ['a case that cannot be', ['facts', '--case', 'c1'], 'not a case id'],
    ['a station that is not there', ['roster', '--station', 'st8'], 'There is no station st8.'],
    ['a function without a name', ['roster', '--function', ''], '--function is missing'],
    [
      'a version that is no number',
      ['set', '--case', `c${'a'.repeat(25)}`, '--seen', 'x', '--attribute', 'dueAt', '--value', '1'],
      '--seen is the `version`',
    ],
    [
      'a function that answers otherwise',
      ['roster', '--function', 'notary'],
      'notary is not the function of operators',
    ],
    ['a function that fails otherwise', ['roster', '--function', 'sweep'], 'name that one'],
  ])('is asked for %s, and says so', async (_, [action = '', ...options], sentence) => {
    const of = ['--function', 'operate', '--endpoint', operate.endpoint, '--station', 'st1'];
    const asked = commandLine('operate')(action, ...of, ...options);
    await expect(asked).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
    await expect(asked).rejects.not.toMatchObject({ stderr: expect.stringMatching(/no harm|✖/) });
  });
});
