import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { operatorsCommand } from '../../../infra/local/start-pages.ts';
import { DAY, fromIso, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

// A Monday, 10:00 at the station; the standard policy has holidays until the end of 2026.
const { run, client } = await sharedStack({ startAt: Date.UTC(2026, 10, 23, 2) });

/** Runs the operator's command against the function of the running stack. */
const register = async (...options: string[]): Promise<string> => {
  const local = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const of = ['--function', 'operate', '--endpoint', run.invokeEndpoint, '--station', 'st1'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['infra/register/register.ts', ...of, ...options],
    { env: { ...process.env, ...local } },
  );
  return stdout;
};

/** Runs a line in a shell that has none of the settings of this one. */
const typed = async (line: string): Promise<string> => {
  const { PATH, HOME } = process.env;
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { env: { PATH, HOME } });
  return stdout;
};

const written = (name: string, content: object): string => {
  const file = join(run.dataDir, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

async function reportLostPhone(n: number): Promise<{ readonly token: string; readonly respondBy: number }> {
  const token = trackingToken(n);
  const body = {
    place: 'b03-1',
    type: 'lost-item',
    what: `第 ${n} 件，黑色手机`,
    details: { item: 'phone' },
    token,
  };
  const { status } = await client.ask('POST /v1/cases', { body });
  expect(status).toBe(201);
  return { token, respondBy: await promisedTo(token) };
}

/** The response deadline that the resident sees. */
async function promisedTo(token: string): Promise<number> {
  const { body } = await client.ask('GET /v1/track/{token}', { path: { token } });
  return fromIso(body.respondBy) ?? Number.NaN;
}

async function now(): Promise<number> {
  const response = await fetch(`${run.origin}/local/clock`);
  return fromIso(((await response.json()) as { now: string }).now) ?? Number.NaN;
}

async function knownDaysAfterTheNextProof(): Promise<number | undefined> {
  await client.jump(Math.ceil(((Math.floor((await now()) / DAY) + 1) * DAY - (await now())) / MINUTE));
  const measured = [
    ...readFileSync(join(run.dataDir, 'logs', 'prove.log'), 'utf8').matchAll(
      /"holidays-known-days":(?:\[)?(\d+)/g,
    ),
  ];
  return measured.length === 0 ? undefined : Number(measured.at(-1)?.[1]);
}

describe('the line for operators that the start prints', () => {
  it('works in another shell as it is printed, and with its settings the other commands do too', async () => {
    const line = operatorsCommand(run.dataDir);
    expect(await typed(line)).toContain('"person":"p-chief-zhao"');
    const [settings] = line.split(' && ');
    const other = 'npm run --silent register -- --function operate --station st1 --print calendar';
    expect(JSON.parse(await typed(`${settings} && ${other}`))).toHaveProperty('holidays');
  });
});

describe('what a station promises, published while it runs', () => {
  it('holds for new cases, and leaves old ones what they were promised', async () => {
    const before = await reportLostPhone(1);
    const policy = JSON.parse(await register('--print', 'policy'));
    policy.version = 'st1-faster';
    for (const terms of policy.types['lost-item'].terms) terms.respond = { minutes: 30 };
    const file = written('policy.json', policy);
    expect(await register('--policy', file, '--preview')).toContain('types.lost-item');
    expect(await register('--policy', file)).toContain('published policy st1-faster');
    await client.advance(1);
    const after = await reportLostPhone(2);
    expect(after.respondBy - (await now())).toBeLessThanOrEqual(30 * MINUTE);
    expect(await promisedTo(before.token)).toBe(before.respondBy);
  });

  it('cannot be changed under its version', async () => {
    const policy = JSON.parse(await register('--print', 'policy'));
    policy.types['lost-item'].terms[0].respond = { minutes: 40 };
    await expect(register('--policy', written('changed.json', policy))).rejects.toMatchObject({
      stderr: expect.stringContaining('a published version never changes'),
    });
  });

  it('is refused, with a sentence, where it would leave a case without a deadline', async () => {
    const policy = JSON.parse(await register('--print', 'policy'));
    policy.version = 'st1-forgetful';
    policy.types['lost-item'].terms.at(-1).when = [{ question: 'item', oneOf: ['phone'] }];
    await expect(register('--policy', written('forgetful.json', policy))).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'lost-item: a report that meets no condition would be promised nothing.',
      ),
    });
  });

  it('uses next year’s holidays once they are entered, which ends the alarm', async () => {
    expect(await knownDaysAfterTheNextProof()).toBeLessThan(60);
    const notice = { daysOff: ['2027-01-01'], makeUpDays: [], horizon: '2027-12-31' };
    const published = await register('--holidays', written('holidays.json', notice));
    expect(published).toContain('with calendar 2027-12-31');
    expect(await knownDaysAfterTheNextProof()).toBeGreaterThan(60);
  });
});
