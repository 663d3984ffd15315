import { hash } from 'node:crypto';
import { memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { type SeededSystem, seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, stateName, type Tables } from '../../shared/adapters/memory/tables.ts';
import { type Case, type CaseId, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { findSubmission } from '../../shared/cases/intake/submission.ts';
import { hashOfToken } from '../../shared/cases/intake/submit-case.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import type { TextKind } from '../../shared/cases/text-kinds.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { personId, roles, type StationId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { sanitizeUpload, type UploadedPhoto } from '../../shared/helper-tasks/sanitize-upload.ts';
import { elsewhere, room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPeople, enteredPlace } from '../enter.ts';
import { type HttpApi, http } from '../http/http-api.ts';
import { stubSecrets } from '../sim/world/stub-secrets.ts';

/**
 * Who sends a request: the roles of the first station's staff; `elsewhere`, the chief of another station; `nobody`,
 * without a token; `stranger`, with an invalid one.
 */
export const callers = [...roles, 'elsewhere', 'nobody', 'stranger'] as const;
export type Caller = (typeof callers)[number];

export const stationOf = (caller: Caller): string | undefined => {
  if (caller === 'elsewhere') return elsewhere;
  return caller === 'nobody' || caller === 'stranger' ? undefined : station;
};

/** A case as the fuzzer tracks it: its secret token and its key. */
export interface ReportedCase {
  readonly token: string;
  readonly station: StationId;
  readonly caseId: CaseId;
}

/** What is known of a canary text, so that a leak is recognised in any response. */
export interface Mark {
  readonly kind: TextKind | 'name' | 'answer';
  readonly station: string;
  /** Tokens of the cases that contain it; the same report sent twice without a token makes two cases. */
  readonly tokens: ReadonlySet<string>;
}

/** The world of one sequence of requests, with two stations, and what the fuzzer knows about it. */
export interface Life {
  readonly rig: HttpApi;
  readonly system: SeededSystem;
  readonly tables: Tables;
  readonly cases: ReportedCase[];
  readonly marks: Map<string, Mark>;
  /** A new number for each canary, also after a refusal, since the refused text may be sent again and stored. */
  nextMark(): number;
  /** Poster links and list cursors from earlier responses, for use in later requests. */
  readonly tickets: string[];
  readonly cursors: string[];
  /** Stored photos by the token of their case, and the return links that follow an upload. */
  readonly photos: Map<string, PhotoId>;
  readonly returns: string[];
  /** Helpers that were asked: the secret of the link, the task, and the case. */
  readonly helpers: { readonly ticket: string; readonly task: string; readonly caseId: string }[];
  /** Links that stop messages about a case, and messages that reached nobody, as staff's list names them. */
  readonly stops: string[];
  readonly stuck: string[];
  /** Tests of channels that were asked for. */
  readonly tests: { readonly channel: string; readonly test: string }[];
  /** Common questions that were written for approval. */
  readonly answers: string[];
  /** Names of endpoints of other systems that were entered. */
  readonly endpoints: string[];
  /** Uploads a photo as a browser does with a grant, and runs the image sanitizer on it. */
  photograph(at: UploadedPhoto): Promise<void>;
  /** Advances the clock and runs one sweep. */
  pass(minutes: number): Promise<void>;
  caseOf(reportedCase: ReportedCase): Case | undefined;
}

/** Canary in the names of staff; no request contains it. */
export const PERSON_MARK = 'ZqPERSON';

const member = (caller: (typeof roles)[number] | 'elsewhere') => ({
  person: personId(`p-${caller}`),
  station: caller === 'elsewhere' ? elsewhere : station,
  role: caller === 'elsewhere' ? ('chief' as const) : caller,
  displayName: `${PERSON_MARK} ${caller}`,
  onLeave: false,
});

/** Accepts every upload: the decoder has tests of its own. */
const imageSanitizer = { sanitize: async (jpeg: Uint8Array) => ({ jpeg }) };

const ampleTime = () => 45_000;

export async function life(seed: number): Promise<Life> {
  const tables = emptyTables();
  const system = seededSystem(seed, at('2026-11-23 10:00'));
  const photoStore = memoryPhotoStore();
  // The stub is as strict as encryption, and thousands of requests need not wait for it.
  const { tickets: _, ...stubs } = stubSecrets();
  const secrets = {
    ...stubs,
    // In the form of the real one, since it makes the secrets of helpers' links.
    hasher: { keyedHash: async (text: string) => hash('sha256', text, 'base64url') },
  };
  const world = { ...(await room(seed, memoryStore(tables))), ...secrets, system, photoStore };
  const [place] = await world.store.places(station);
  if (place) await enteredPlace(world.store, { ...place, code: 'b4-2', building: 'b4' });
  const rig = await http(world);
  await enteredPeople(
    world.store,
    ([...roles, 'elsewhere'] as const).map((caller) => member(caller)),
  );
  let marked = 0;
  return {
    ...{ rig, system, tables, cases: [], marks: new Map(), tickets: [], cursors: [] },
    ...{
      photos: new Map(),
      returns: [],
      helpers: [],
      stops: [],
      stuck: [],
      tests: [],
      answers: [],
      endpoints: [],
    },
    nextMark() {
      marked += 1;
      return marked;
    },
    async pass(minutes) {
      system.pass(minutes * MINUTE);
      await sweep(world, system.now(), ampleTime);
      // Nothing sends here, so now and then a message is given up.
      const unsent = [...tables.deliveries.values()].find(({ state }) => state === 'pending');
      if (unsent !== undefined) await world.store.settle(unsent, 'dead', { reason: 'no-channel' });
    },
    async photograph(at) {
      photoStore.send(at, new Uint8Array([0xff, 0xd8]));
      await sanitizeUpload({ ...world, imageSanitizer }, at, system.now());
    },
    caseOf(reportedCase) {
      const found = tables.states.get(stateName(keyOf(reportedCase)))?.state;
      return found === 'unreadable' ? undefined : (found as Case | undefined);
    },
  };
}

/** The case that a token belongs to; adds it to the tracked cases if it is new. */
export async function trackCase(
  { rig, system, cases, stops }: Life,
  token: string,
): Promise<ReportedCase | undefined> {
  const known = cases.find((reportedCase) => reportedCase.token === token);
  const submission = known ? undefined : await findSubmission(rig.world.store, hashOfToken(token));
  if (submission === undefined) return known;
  const { station: where, id: caseId } = submission.key;
  const reportedCase = { token, station: where, caseId };
  cases.push(reportedCase);
  stops.push(await rig.world.tickets.issue('stop', { station: where, caseId }, system.now() + DAY));
  return reportedCase;
}

/** Violations of rule 0 in the table: every open case must have its next deadline, and the due index must hold it. */
export function unarmed({ tables }: Life): readonly string[] {
  return [...tables.states].flatMap(([name, { key, state }]) => {
    if (state === 'unreadable') return ['a case cannot be read'];
    const found = state as Case;
    const due = tables.due.get(name)?.row.dueAt;
    if (key.kind !== 'case') return due === state.dueAt ? [] : [`${key.kind} ${state.status} is due ${due}`];
    const armed = isOpenCase(found)
      ? Number.isSafeInteger(found.dueAt) && due === found.dueAt && found.dueKind !== 'review'
      : due === undefined;
    return armed ? [] : [`${found.type} ${found.status} is due ${found.dueAt}, in the index ${due}`];
  });
}
