import { expect, test } from 'vitest';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { countBook } from '../../shared/adapters/memory/counts.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import type { Scope } from '../../shared/engine/scope.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { authenticateStaff } from '../../shared/http/authenticate-staff.ts';
import type { Call } from '../../shared/http/call.ts';
import type { Route } from '../../shared/http/routes.ts';
import { KeysUnavailable, type Verify } from '../../shared/http/verify-token.ts';
import { deskOf } from '../cases/room.ts';
import { httpEvent } from './event.ts';

const call = { requestId: 'req-1', language: 'en' } as Call;
const opens = {
  open: async () => ({ text: 'opened', commitment: '' }),
  openBytes: async () => ({ bytes: new Uint8Array() }),
};
const channelKinds = async () => knownKinds;
const own = {
  phoneHash: { of: async () => 'hash' },
  opener: opens,
  shortMessages: async () => ({ today: 0, perDayMax: 200 }),
  channelKinds,
  counts: countBook(emptyTables()),
};
const route = { id: 'GET /v1/office/stats', roles: ['officer', 'chief'] } as unknown as Route;
const timeEpoch = 1_790_841_600_000;
const event = httpEvent(route.id, { headers: { authorization: 'Bearer good' }, timeEpoch });
const isStruck = async ({ person }: Scope) => person === 'p-gone';
const passing = (verify: Verify) => authenticateStaff(verify, isStruck, own)(call, event, route);
const failing = (error: Error) =>
  passing(async () => {
    throw error;
  });

test('a person with a role of the route gets their own scope, checked at the gateway’s time', async () => {
  const heard: unknown[] = [];
  const scope = deskOf('officer');
  const passed = await passing(async (...question) => {
    heard.push(question);
    return scope;
  });
  expect(passed).toEqual({ ...call, ...own, scope });
  expect(heard).toEqual([['Bearer good', timeEpoch]]);
});

test('a person without such a role gets 404, and a caller without a token 401', async () => {
  expect(await passing(async () => deskOf('guard'))).toEqual({ problem: { code: 'not-found' } });
  expect(await passing(async () => undefined)).toEqual({ problem: { code: 'unauthorized' } });
});

test('a person who was struck from the roster is refused, whatever the token says', async () => {
  const gone = () => Promise.resolve(deskOf('chief', 'p-gone'));
  expect(await passing(gone)).toEqual({ problem: { code: 'struck' } });
});

test('keys that cannot be fetched are an error of the service, to be tried again', async () => {
  const cause = new KeysUnavailable('the issuer’s keys could not be fetched');
  const refused = failing(cause);
  await expect(refused).rejects.toThrow(Unavailable);
  await expect(refused).rejects.toMatchObject({ message: cause.message, cause });
});

test('a defect of the check stays a defect', async () => {
  const defect = new RangeError('a token cannot be judged without a time');
  await expect(failing(defect)).rejects.toBe(defect);
});
