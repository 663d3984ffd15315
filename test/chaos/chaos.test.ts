import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dice } from '../sim/world/dice.ts';
import { apiClient } from './api-client.ts';
import { type BuiltMachine, builtMachine, mayMount } from './built-machine.ts';
import { campaign } from './campaign.ts';

const SEED = 6;
const kinds = ['machine-killed'] as const;
const chance = dice(SEED);
let built: BuiltMachine;
beforeAll(async () => {
  built = await builtMachine(chance.fork(), inject('bundles'));
});
afterAll(() => built?.remove());

describe('one round of faults, kills and retries on the real system', () => {
  it(`keeps what was acknowledged and every message, and ten minutes later all is proven (seed ${SEED})`, async () => {
    const { machine } = built;
    const report = await campaign({ machine, dice: chance, rounds: 1, residents: 6, kinds });
    const [round] = report.rounds;
    expect(round?.plan.strikes.map(({ kind }) => kind)).toEqual(kinds);
    expect(report.mishaps).toBeGreaterThan(0);
    expect(round?.proof).toMatchObject({ percent: 100, violations: [] });
    expect(report.audit).toMatchObject({ cases: 6, lostCases: [], lostMessages: [], waiting: 0 });
    expect(report.received).toBeGreaterThan(6);
    expect(report.findings).toEqual([]);
  });
});

const REPORTS_MAX = 300;
const tokenOf = (n: number) => `D${String(n).padStart(31, '0')}`;

describe('a full disk', () => {
  // Mounting a small disk needs root.
  it.runIf(mayMount)(
    'answers 503 while full, stops no process, and recovers as soon as there is room',
    async () => {
      const { machine, disk } = built;
      const resident = apiClient(machine.origin, () => undefined);
      const report = (n: number) =>
        ({
          method: 'POST',
          path: '/v1/cases',
          body: { place: 'b03-1', type: 'lost-person', what: '老人没回家', token: tokenOf(n) },
        }) as const;
      const tracked = (n: number) => resident.send({ path: `/v1/track/${tokenOf(n)}` });
      expect([200, 201]).toContain((await resident.send(report(0))).status);

      disk?.fill();
      let n = 0;
      let response = await resident.once(report(n));
      // The engine first fills the free pages of its files.
      while ((response === undefined || response.status < 300) && n < REPORTS_MAX) {
        n += 1;
        response = await resident.once(report(n));
      }
      expect(response).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(await tracked(0)).toMatchObject({ status: 200 });

      disk?.empty();
      expect([200, 201]).toContain((await resident.send(report(n))).status);
      expect(await tracked(n)).toMatchObject({ status: 200 });
      expect(machine.unexpectedEnds()).toEqual([]);
    },
  );
});
