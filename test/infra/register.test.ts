import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readRegister } from '../../infra/register/register-file.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { testEngine } from '../dynamo-engine.ts';
import { temporaryDirectories } from '../local/runtime/temporary-directory.ts';

const file = 'docs/station.example.json';
const example = readFileSync(file, 'utf8');
const run = promisify(execFile);
const newDirectory = temporaryDirectories();
const engine = await testEngine();

const register = (...options: string[]) =>
  run(process.execPath, ['infra/register/register.ts', ...options], {
    env: {
      ...process.env,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });

describe('the register of a new station', () => {
  it('is entered from the example, twice without harm, and says what each code leads to', async () => {
    const name = await engine.newTable();
    const options = ['--table', name, '--file', file, '--origin', 'https://huiying.example.cn'];
    for (const _ of [1, 2]) {
      const { stdout } = await register(...options, '--endpoint', engine.endpoint);
      expect(stdout).toBe('st1: 1 places, 4 people.\nhttps://huiying.example.cn/q/b11-1\n');
    }
    const store = dynamoStore({ documents: engine.documents, name, shardsPerLane: 1, aggregates });
    const st1 = stationId('st1');
    expect(await store.findPlace('b11-1')).toMatchObject({ station: 'st1', building: 'b11' });
    expect(await store.findStation(st1)).toMatchObject({ phone: '0931-266 0110' });
    expect((await store.roster(st1)).people).toHaveLength(4);
  });

  it('gives a place a new code on demand, once, and refuses to enter the old one again', async () => {
    const name = await engine.newTable();
    const options = [
      '--table',
      name,
      '--origin',
      'https://huiying.example.cn',
      '--endpoint',
      engine.endpoint,
    ];
    await register(...options, '--file', file);
    const { stdout } = await register(...options, '--replace', 'b11-1');
    expect(stdout).toMatch(/^https:\/\/huiying\.example\.cn\/q\/b11-1-[a-z2-7]{6}\n$/);
    await expect(register(...options, '--replace', 'b11-1')).rejects.toMatchObject({
      stderr: expect.stringContaining('another code'),
    });
    await expect(register(...options, '--file', file)).rejects.toMatchObject({
      stderr: expect.stringContaining('b11-1 was replaced'),
    });
  });

  it('does not take a code that leads to a place of another station', async () => {
    const name = await engine.newTable();
    const options = ['--table', name, '--endpoint', engine.endpoint];
    await register(...options, '--file', file);
    const foreign = join(newDirectory(), 'st9.json');
    writeFileSync(foreign, example.replaceAll('"st1"', '"st9"'));
    await expect(register(...options, '--file', foreign)).rejects.toMatchObject({
      stderr: expect.stringContaining('belongs to another station'),
    });
    const store = dynamoStore({ documents: engine.documents, name, shardsPerLane: 1, aggregates });
    expect(await store.findPlace('b11-1')).toMatchObject({ station: 'st1' });
  });

  it.each([
    ['a preview of what writes', ['--file', file, '--preview'], '--preview shows'],
    ['a station beside its file', ['--file', file, '--station', 'st1'], '--station goes with'],
    ['a station that was not entered', ['--station', 'nosuch', '--print', 'policy'], 'no station nosuch'],
    ['a policy that is no JSON', ['--station', 'st1', '--policy', 'README.md'], 'The policy is not JSON'],
  ])('refuses %s, with a sentence', async (_, options, sentence) => {
    const name = await engine.newTable();
    await register('--table', name, '--endpoint', engine.endpoint, '--file', file);
    await expect(register('--table', name, '--endpoint', engine.endpoint, ...options)).rejects.toMatchObject({
      stderr: expect.stringContaining(sentence),
    });
  });

  it('says how it is used when something is left out', async () => {
    await expect(register('--table', 'x')).rejects.toMatchObject({
      stderr: expect.stringMatching(/^Usage:/),
    });
  });

  it.each([
    ['a role that there is not', '"chief"', '"king"'],
    ['a code that no address can hold', '"b11-1"', '"b11/1"'],
    ['a field that nobody reads', '"phone"', '"fax"'],
    [
      'an auditor as a deputy, who changes no case',
      '"role": "officer"',
      '"role": "auditor" }, { "person": "on-leave", "role": "officer", "deputy": "sub-of-an-officer"',
    ],
  ])('refuses %s', (_, right, wrong) => {
    expect(example).toContain(right);
    expect(() => readRegister(example.replace(right, wrong))).toThrow();
  });
});
