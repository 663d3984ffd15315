import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInvokeApi } from '../../infra/local/functions/invoke-api.ts';
import type { Lambda } from '../../infra/local/functions/lambda.ts';
import { notaryStore } from '../../shared/adapters/memory/notary.ts';
import { memoryNotaryLog } from '../../shared/adapters/memory/notary-log.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { system } from '../../shared/adapters/system.ts';
import { segmentWriter } from '../../shared/engine/notary/segment-writer.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { aggregatePk } from '../../shared/engine/storage/keys.ts';
import { notaryHandler } from '../../shared/handlers/notary-handler.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { testMac } from '../engine/notary/test-mac.ts';

const run = promisify(execFile);
const id = 'caaaaaaaaaaaaaaaaaaaaaaaaa';
const chain = `S#st-1#case#${id}`;
const register = registerKey(stationId('st-1'));

/** The notary, and functions that are others: one that refuses, and some that take any event. */
async function functions() {
  const entries: { readonly text: string }[] = [];
  const log = memoryNotaryLog(entries as never);
  const machine = system();
  const notary = notaryHandler(
    { notary: notaryStore(emptyTables()), segments: segmentWriter(log, testMac, machine), system: machine },
    { record: () => undefined, measure: () => undefined },
  );
  const handlers: Readonly<Record<string, (event: unknown) => Promise<unknown>>> = {
    notary,
    operate: async () => ({ fault: 'Invalid input' }),
    relay: async () => ({ batchItemFailures: [] }),
    sweep: async () => undefined,
  };
  const api = await startInvokeApi();
  const lambdas = Object.entries(handlers).map(([name, invoke]) => {
    const plan = { name, arn: name, title: name };
    return [name, { plan, invoke } as unknown as Lambda] as const;
  });
  api.open({
    arns: lambdas.map(([name]) => name),
    byArn: (arn) => new Map(lambdas).get(arn) as Lambda,
  });
  return { ...api, recorded: () => entries.map(({ text }) => JSON.parse(text)) };
}

let api: Awaited<ReturnType<typeof functions>>;
beforeAll(async () => {
  api = await functions();
});
afterAll(() => api.close());

const operate = (...options: string[]) =>
  run(process.execPath, ['infra/operate/operate.ts', ...options, '--endpoint', api.endpoint], {
    env: {
      ...process.env,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });

describe('operate settle', () => {
  it.each([
    ['the chain of the log', ['--chain', chain], chain],
    ['a log of reads', ['--chain', `V#st-1#case#${id}`], `V#st-1#case#${id}`],
    ['the row of a read in a proof', ['--chain', `V#st-1#case#${id} / READ#0000000003`], `V#st-1#case#${id}`],
    ['the row of a case in a proof', ['--chain', `st-1-${id}`], chain],
    ['the row of a register in a proof', ['--chain', `st-1-${register.id}`], aggregatePk(register)],
    ['station and case', ['--station', 'st-1', '--case', id], chain],
  ])('takes %s', async (_, options, settled) => {
    const { stdout } = await operate('settle', '--function', 'notary', ...options);
    expect(JSON.parse(stdout)).toEqual({ recorded: { settled: [settled] } });
    expect(api.recorded().at(-1)).toMatchObject({ settled: [settled] });
  });

  it.each([
    [['--chain', ''], '--chain is missing'],
    [['--chain', 'the case of Monday'], 'names no history: copy `row` from the proof'],
    [['--chain', 'S#st-1#PEOPLE'], 'names no history'],
    [['--chain', `st-1-r${id.slice(1)}`], 'names no history'],
    [['--station', 'st-1', '--case', 'K7M-2Q'], 'is no id of a case'],
    [['--station', 'St 1', '--case', id], 'is no id of a station'],
    [['--station', 'st-1'], '--case is missing'],
    [['--case', id], '--station is missing'],
    [['--chain', chain, '--station', 'st-1', '--case', id], 'give one of both'],
    [[], '--chain is missing'],
  ])('refuses %j in a sentence, and nothing is recorded', async (options, sentence) => {
    const before = api.recorded().length;
    const stderr = expect.stringContaining(sentence);
    await expect(operate('settle', '--function', 'notary', ...options)).rejects.toMatchObject({ stderr });
    expect(api.recorded()).toHaveLength(before);
  });
});

describe('what the notary shall record', () => {
  it('is on record only when the notary says so, whatever another function answers', async () => {
    for (const name of ['operate', 'relay', 'sweep']) {
      const stderr = `Nothing was recorded: ${name} is not the notary. Here --function takes the output NotaryFunctionName.\n`;
      for (const action of [
        ['settle', '--chain', chain],
        ['restored', '--to', '2026-11-23T08:00:00Z'],
      ]) {
        await expect(operate(...action, '--function', name)).rejects.toMatchObject({ stderr, stdout: '' });
      }
    }
  });

  it('is recorded, or refused in the notary’s own words', async () => {
    const request = { restored: { to: '2026-07-23T08:00:00Z' } };
    const { stdout } = await operate('restored', '--function', 'notary', '--to', request.restored.to);
    expect(JSON.parse(stdout)).toEqual({ recorded: request });
    await expect(
      operate('restored', '--function', 'notary', '--to', '2999-01-01T00:00:00Z'),
    ).rejects.toMatchObject({
      stderr: 'Nothing was recorded. A table is restored to an instant of the past.\n',
    });
  });

  it('and an action of the function of operators fails in a sentence at any other', async () => {
    for (const name of ['relay', 'sweep']) {
      await expect(operate('roster', '--station', 'st-1', '--function', name)).rejects.toMatchObject({
        stderr: expect.stringContaining(`${name} is not the function of operators`),
      });
    }
    await expect(operate('roster', '--station', 'st-1', '--function', 'notary')).rejects.toMatchObject({
      stderr: expect.stringContaining('is not the function of operators'),
    });
  });
});
