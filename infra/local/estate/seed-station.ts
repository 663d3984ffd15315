import { moveCase } from '../../../shared/app/move-case.ts';
import { submitCase } from '../../../shared/app/submit-case.ts';
import { tickCase } from '../../../shared/app/tick-case.ts';
import type { World } from '../../../shared/app/world.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { keyOf } from '../../../shared/domain/case-key.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { personId, type Scope, scopeOf } from '../../../shared/domain/scope.ts';
import type { Person } from '../../../shared/records.ts';
import { type Matter, matters } from './matters.ts';
import { people } from './people.ts';
import { places, policeRoom, station } from './places.ts';

/**
 * Fills an empty store with the estate and its matters. Every row comes from the same use cases as in earnest, only
 * with an earlier `now`, so that nothing seeded could not have happened.
 */
export async function seedStation(
  world: Pick<World, 'store' | 'vault' | 'proofOfWork' | 'system' | 'policies'>,
  now: Instant,
): Promise<void> {
  await world.store.addStation(policeRoom);
  await Promise.all(places.map((place) => world.store.addPlace(place)));
  await Promise.all(people.map((person) => world.store.addPerson(person)));
  // History is not news: what happened before the run began is not sent out again when it starts.
  const quiet = { ...world, channels: [] };
  for (const matter of matters) await live(quiet, matter, now);
}

type SeedWorld = Parameters<typeof submitCase>[0];

async function live(world: SeedWorld, matter: Matter, now: Instant): Promise<void> {
  const { type, details = {}, place, what, contact, ago } = matter;
  const reported = { place, type, what, details, ...(contact && { contact }) };
  const origin = { channel: 'qr', language: 'zh-CN', by: { kind: 'resident' } } as const;
  const submitted = await submitCase(world, { ...reported, ...origin }, now - ago);
  if (submitted.refusal) throw new Error(`the seeded ${type} was refused: ${submitted.refusal.code}`);
  for (const { after, by, command } of matter.turns) {
    await tick(world, submitted.found, now - ago + after);
    await move(world, submitted.found, by, command, now - ago + after);
  }
  await tick(world, submitted.found, now);
}

/** The clock went on in between, as it does. */
async function tick(world: SeedWorld, { station: at, caseId }: Case, now: Instant): Promise<void> {
  await tickCase(world, keyOf({ station: at, caseId }), now);
}

async function move(
  world: SeedWorld,
  found: Case,
  by: string,
  command: Matter['turns'][number]['command'],
  now: Instant,
): Promise<void> {
  const seen = await world.store.load(keyOf(found));
  const expectedVersion = seen?.version ?? found.version;
  const request = { command, expectedVersion, commandId: `seed-${command.move}-${now}` };
  const moved = await moveCase(world, deskOf(by), found.caseId, request, now);
  if (moved.refusal) throw new Error(`${command.move} of the seeded ${found.type}: ${moved.refusal.code}`);
}

function deskOf(id: string): Scope {
  const member: Person | undefined = people.find(({ person }) => person === id);
  if (member === undefined || member.role === 'district') throw new Error(`${id} does not work here`);
  return scopeOf({ station, person: personId(id), role: member.role });
}
