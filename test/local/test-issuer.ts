import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Staff } from '../../infra/local/issuer/staff.ts';
import { startIssuer } from '../../infra/local/issuer.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { verifier } from '../../shared/adapters/identity.ts';

export const ORIGIN = 'http://127.0.0.1:8787';

export const people: Staff = [
  { id: 'p-guard-zhao', role: 'guard', station: 'st1', displayName: '赵强' },
  { id: 'p-officer-li', role: 'officer', station: 'st1', displayName: '李<敏>' },
  { id: 'p-officer-wu', role: 'officer', station: 'st1', displayName: '吴桐' },
];

/** An issuer that is closed after the tests of the file. Call it outside of tests. */
export async function testIssuer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'issuer-'));
  const start = (port: number, staff = people) =>
    startIssuer({ port, dataDir, people: staff, origin: ORIGIN });
  let running = await start(0);
  afterAll(async () => {
    await running.close();
    rmSync(dataDir, { recursive: true });
  });
  const { issuer, audience } = running;
  return {
    issuer,
    dataDir,
    /** Restarts the issuer with the same port and directory, like a restart of the local run. */
    async restart(staff = people): Promise<void> {
      await running.close();
      running = await start(Number(new URL(issuer).port), staff);
    },
    scopeOfToken: (token: string) =>
      verifier({ issuer, audience, timeoutFactor: TIMEOUT_FACTOR })(`Bearer ${token}`, Date.now()),
  };
}
