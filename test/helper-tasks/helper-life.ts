import { hash } from 'node:crypto';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import type { MemoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { dueName, emptyTables, stateName, type Tables } from '../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import { helperAnswers, helperRoles } from '../../shared/cases/helper-roles.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { isWorkedOn } from '../../shared/cases/lifecycle.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import type { ImageSanitizer } from '../../shared/cases/photos/image-sanitizer.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import type { Store } from '../../shared/cases/world.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import type { Registry } from '../../shared/engine/registry.ts';
import { ruleZeroFault } from '../../shared/engine/rule-zero.ts';
import { readLogPk } from '../../shared/engine/storage/keys.ts';
import { Contended, Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { answerTask } from '../../shared/helper-tasks/answer-task.ts';
import { type AskedForHelp, askHelper } from '../../shared/helper-tasks/ask-helper.ts';
import { grantHelperPhoto } from '../../shared/helper-tasks/grant-helper-photo.ts';
import { helperPage } from '../../shared/helper-tasks/helper-page.ts';
import {
  endedStatuses,
  type HelperTask,
  type HelperTaskFact,
} from '../../shared/helper-tasks/helper-task.ts';
import { type HelperTaskKey, helperTaskKey } from '../../shared/helper-tasks/helper-task-key.ts';
import { revokeTask } from '../../shared/helper-tasks/revoke-task.ts';
import { sanitizeUpload } from '../../shared/helper-tasks/sanitize-upload.ts';
import { addStaff, deskOf, reportOf, room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { type Dice, dice as diceOf } from '../sim/world/dice.ts';
import { stubSecrets } from '../sim/world/stub-secrets.ts';

/** What must hold whatever faults occur. */
export const helperInvariants = {
  'open-has-deadline': 'An open task has a next deadline and is in the due index at exactly that time.',
  'answered-or-told':
    'A task is answered or taken back, its case ends, or its officer is told of the silence.',
  'told-in-time': 'The officer is told while the link still opens, unless the clock stood still.',
  'opens-only-in-time':
    'A link shows something only until its end, until it is taken back, and while its case is worked on.',
  'look-is-on-record': 'Whatever a link showed is in the log of its task.',
  'first-answer-wins':
    'An answer enters case and task together, once; the first is no correction, and each later one is.',
  'photo-with-answer':
    'A photo enters case and task together, to an answer of a link that opens; each task has two at most.',
  'task-ends': 'Every task ends.',
} as const;
export type HelperInvariant = keyof typeof helperInvariants;

/** The guards of a run; a mutant removes one. */
export interface HelperParts {
  readonly registry: (real: Registry) => Registry;
  /** The store as the page sees it. */
  readonly pageStore: (store: Store, tables: Tables) => Store;
}

export const realHelperParts: HelperParts = { registry: (real) => real, pageStore: (store) => store };

const officer = deskOf('officer');
const ampleTime = () => 60_000;

/** Accepts every file except one whose first byte is 0. */
const imageSanitizer: ImageSanitizer = {
  sanitize: async (bytes) => (bytes[0] === 0 ? { fault: 'not-a-picture' } : { jpeg: bytes }),
};
const STEPS = 45;

interface Link {
  readonly key: HelperTaskKey;
  readonly caseId: CaseId;
  readonly link: AskedForHelp;
  /** How many answers each of two devices saw last. */
  readonly seen: [number, number];
  /** Photos that were uploaded, of which the bucket has not told yet. */
  readonly uploads: PhotoId[];
}

/** A store whose calls fail this often, half of them after they took effect. */
function faulty(store: Store, dice: Dice, rate: () => number): Store {
  return new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const fails = dice.happens(rate());
        const before = dice.happens(0.5);
        if (fails && before) throw dice.happens(0.5) ? new Contended('held') : new Unavailable('refused');
        const value = await member.apply(target, args);
        if (fails) throw new Unavailable('no answer');
        return value;
      };
    },
  });
}

/** A few days of officers who ask, helpers who answer, forget, come late or are not meant, and a store that fails. */
export async function helperLife(
  seed: number,
  parts: HelperParts = realHelperParts,
): Promise<readonly string[]> {
  const dice = diceOf(seed);
  const tables = emptyTables();
  const kept = memoryStore(tables);
  let rate = dice.pick([0, 0.02, 0.1]);
  const store = faulty(kept, dice.fork(), () => rate);
  const base = await room(seed, kept);
  await addStaff(base);
  const [bus, sink] = [memoryBus(), memoryChannel('sink')];
  const secrets = {
    ...stubSecrets(),
    hasher: { keyedHash: async (text: string) => hash('sha256', text, 'base64url') },
  };
  const brief = { counts: async () => ({}), textOf: () => ({ title: '', text: '', details: {} }) };
  const aggregates = parts.registry(base.aggregates);
  const world = {
    ...base,
    ...secrets,
    aggregates,
    store,
    bus,
    sink,
    people: store,
    channels: memoryChannels(sink),
    brief,
  };
  const page = { ...world, store: parts.pageStore(store, tables) };
  const system = base.system as SeededSystem;
  const photoStore = base.photoStore as MemoryPhotoStore;
  const sweepsRun = dice.pick([1, 0.9, 0.3]);

  const broken: string[] = [];
  const links: Link[] = [];
  const cases: CaseId[] = [];
  let commands = 0;
  let clockStoodStill = false;
  const breaks = (invariant: HelperInvariant, detail: string): void => {
    broken.push(`${invariant}: ${detail}`);
  };
  const now = (): Instant => system.now();
  const taskOf = ({ key }: Link) => tables.states.get(stateName(key))?.state as HelperTask | undefined;
  const caseOf = ({ caseId }: Pick<Link, 'caseId'>) =>
    tables.states.get(stateName(inScope(officer, caseId)))?.state as unknown as {
      readonly status: never;
      version: number;
    };
  const factsOf = <F>(key: Parameters<typeof stateName>[0]) =>
    (tables.facts.get(stateName(key)) ?? []).map(({ fact }) => fact as F);

  /** Sends until there is an answer, as a client does. */
  async function persist<T>(send: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 0; tries < 12; tries += 1) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
      }
    }
    return undefined;
  }

  const report = async () => {
    const type = dice.pick(['lost-item', 'lost-person', 'hazard'] as const);
    const details = type === 'hazard' ? { kind: 'clutter' } : {};
    const token = `t${seed}-${commands}`;
    commands += 1;
    const submitted = await persist(() => submitCase(world, reportOf({ type, details, token }), now()));
    if (submitted !== undefined && !submitted.refusal) cases.push(submitted.found.caseId);
  };

  const ask = async () => {
    if (cases.length === 0) return;
    const caseId = dice.pick(cases);
    commands += 1;
    const request = { task: '您见过吗？', for: dice.pick(helperRoles), commandId: `a${commands}` };
    const reader = { scope: officer, requestId: request.commandId, now: now() };
    const sent = () => persist(() => askHelper(world, reader, caseId, request));
    const [link, again] = [await sent(), dice.happens(0.2) ? await sent() : undefined];
    if (link === undefined || link.refusal) return;
    if (again !== undefined && !again.refusal && again.secret !== link.secret) {
      breaks('first-answer-wins', 'a repeated request gave another link');
    }
    links.push({ key: helperTaskKey(station, link.id), caseId, link, seen: [0, 0], uploads: [] });
  };

  const look = async (one: Link, device: 0 | 1) => {
    commands += 1;
    const requestId = `l${commands}`;
    const before = taskOf(one);
    const found = await persist(() => helperPage(page, one.link.secret, { requestId, now: now() }));
    if (found === undefined || found.refusal) return;
    one.seen[device] = found.task.answers;
    const opens =
      now() < one.link.until &&
      (before?.status === 'asked' || before?.status === 'answered') &&
      isWorkedOn(caseOf(one).status);
    if (!opens) breaks('opens-only-in-time', `${one.key.id} ${before?.status} ${requestId}`);
    const log = [...(tables.companions.get(readLogPk(one.key))?.values() ?? [])];
    if (!log.some(({ read }) => String(read).includes(`"request":"${requestId}"`))) {
      breaks('look-is-on-record', `${one.key.id} ${requestId}`);
    }
  };

  const answer = async (one: Link, device: 0 | 1) => {
    commands += 1;
    const said = {
      answer: dice.pick(helperAnswers),
      text: '见过',
      seen: one.seen[device],
      commandId: `h${commands}`,
    };
    const sent = () => persist(() => answerTask(page, one.link.secret, said, now()));
    await sent();
    if (dice.happens(0.2)) await sent();
  };

  /** A grant that is used at once; the bucket tells of it later, when the link may have ended. */
  const upload = async ({ link, key, uploads }: Link) => {
    commands += 1;
    const request = { commandId: `p${commands}` };
    const granted = await persist(() => grantHelperPhoto(page, link.secret, request, now()));
    if (granted === undefined || granted.refusal) return;
    photoStore.send({ key, photo: granted.photo.photo }, new Uint8Array([dice.between(0, 3)]));
    uploads.push(granted.photo.photo);
  };

  /** The bucket tells of the uploads of a link, of each once or more, as long as it is not heard. */
  const announce = async ({ key, uploads }: Link) => {
    for (const photo of uploads.splice(0)) {
      const sanitized = () => sanitizeUpload({ ...page, imageSanitizer }, { key, photo }, now());
      await Promise.all([persist(sanitized), dice.happens(0.3) ? persist(sanitized) : undefined]);
    }
  };

  const acts: readonly (() => Promise<unknown>)[] = [
    report,
    ask,
    ask,
    () => withLink((one) => look(one, dice.happens(0.5) ? 1 : 0)),
    () => withLink((one) => look(one, 0)),
    () => withLink((one) => answer(one, dice.happens(0.5) ? 1 : 0)),
    () => withLink((one) => Promise.all([answer(one, 0), answer(one, 1)])),
    () => withLink((one) => answer(one, 0)),
    () => withLink(upload),
    () => withLink(upload),
    () => withLink(announce),
    () => withLink((one) => Promise.all([announce(one), answer(one, 1)])),
    () =>
      withLink((one) =>
        persist(() => revokeTask(world, officer, { caseId: one.caseId, id: one.link.id }, now())),
      ),
    endCase,
  ];

  async function withLink(act: (one: Link) => Promise<unknown>): Promise<void> {
    if (links.length > 0) await act(dice.pick(links));
  }

  async function endCase(): Promise<void> {
    if (cases.length === 0 || !dice.happens(0.4)) return;
    const caseId = dice.pick(cases);
    const { version: expectedVersion } = caseOf({ caseId });
    commands += 1;
    const command = { move: 'transfer', to: '110', ref: 'A1', text: '已经移交给 110 办理。' } as const;
    await persist(() =>
      moveCase(world, officer, caseId, { command, expectedVersion, commandId: `m${commands}` }, now()),
    );
  }

  async function clock(): Promise<void> {
    try {
      await sweep(world, now(), ampleTime);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      clockStoodStill = true;
    }
    for (const offer of bus.drain()) {
      await notify(world, offer, now()).catch((error: unknown) => {
        if (!(error instanceof Unavailable)) throw error;
      });
    }
  }

  const judgeOpen = (): void => {
    for (const [name, { key, state }] of tables.states) {
      if (key.kind !== 'helper-task' || state === 'unreadable') continue;
      const fault = ruleZeroFault({ terminalStatuses: endedStatuses }, state);
      const row = { row: 'aggregate', key } as const;
      const due = tables.due.get(dueName({ ...row, dueAt: 0 }))?.row.dueAt;
      const isParked = (tables.due.get(dueName({ ...row, dueAt: 0 }))?.parked ?? 0) > 0;
      if (fault !== undefined || (due !== state.dueAt && !isParked)) {
        breaks('open-has-deadline', `${name} ${fault ?? ''} ${due} ${state.dueAt}`);
      }
    }
  };

  system.set(at('2026-11-23 09:00'));
  await report();
  for (let step = 0; step < STEPS; step += 1) {
    system.pass(dice.between(1, dice.pick([20, 300])) * MINUTE);
    await dice.pick(acts)();
    if (dice.happens(sweepsRun)) await clock();
    else clockStoodStill = true;
    judgeOpen();
  }
  for (const one of links) await announce(one);
  rate = 0;
  for (let hours = 0; hours < 4 * 24; hours += 1) {
    system.pass(HOUR);
    await clock();
  }
  for (const one of links) judgeEnd(one);
  return broken;

  function judgeEnd(one: Link): void {
    const task = taskOf(one);
    const facts = factsOf<HelperTaskFact>(one.key);
    const names = facts.map(({ fact }) => fact);
    if (task === undefined || task.status === 'asked') breaks('task-ends', one.key.id);
    const answers = facts.flatMap((fact) => (fact.fact === 'answered' ? [fact] : []));
    const told = [...tables.deliveries.values()].some(
      ({ subject, message, state }) =>
        subject.about === 'aggregate' &&
        stateName(subject.key) === stateName(one.key) &&
        message.kind === 'helper-silent' &&
        state !== 'pending' &&
        state !== 'dead',
    );
    const isOver = names.includes('revoked') || names.includes('ended-with-case');
    if (answers.length === 0 && !isOver && !told) breaks('answered-or-told', `${one.key.id} ${names}`);
    const silentAt = (tables.facts.get(stateName(one.key)) ?? []).find(
      ({ fact }) => (fact as HelperTaskFact).fact === 'silent',
    )?.at;
    if (silentAt !== undefined && silentAt >= one.link.until && !clockStoodStill) {
      breaks('told-in-time', one.key.id);
    }
    judgePhotos(one, facts);
    const ofCase = factsOf<Fact>(inScope(officer, one.caseId)).flatMap((fact) =>
      fact.fact === 'helper-answered' && fact.task === one.link.id ? [fact] : [],
    );
    const numbers = answers.map(({ correction = 0 }) => correction);
    const isSame =
      ofCase.map(({ answer, correction = 0 }) => `${answer} ${correction}`).join() ===
      answers.map(({ answer, correction = 0 }) => `${answer} ${correction}`).join();
    if (!isSame || numbers.some((number, index) => number !== index)) {
      breaks('first-answer-wins', `${one.key.id} ${numbers} ${ofCase.length}`);
    }
  }

  function judgePhotos(one: Link, facts: readonly HelperTaskFact[]): void {
    const photos = facts.filter(({ fact }) => fact === 'photo-added').length;
    const inCase = factsOf<Fact>(inScope(officer, one.caseId)).filter(
      (fact) => fact.fact === 'helper-photo-added' && fact.task === one.link.id,
    ).length;
    const isEnd = (fact: HelperTaskFact) =>
      fact.fact === 'revoked' || (fact.fact === 'answered' && fact.answer === 'not-me');
    const end = facts.findIndex(isEnd);
    const isLate = facts.slice(end < 0 ? facts.length : end).some(({ fact }) => fact === 'photo-added');
    const [first] = facts.filter(({ fact }) => fact === 'photo-added' || fact === 'answered');
    if (photos !== inCase || photos > 2 || isLate || first?.fact === 'photo-added')
      breaks('photo-with-answer', `${one.key.id} ${facts.map(({ fact }) => fact)} ${inCase}`);
  }
}
