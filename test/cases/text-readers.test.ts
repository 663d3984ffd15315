import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { CO_REPORTERS_MAX } from '../../shared/cases/decisions/co-reporters.ts';
import type { TextOpener } from '../../shared/cases/reading/open-text.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import { type TextKind, textKinds } from '../../shared/cases/text-kinds.ts';
import type { World } from '../../shared/cases/world.ts';
import { readerName } from '../../shared/engine/secrets/recipient.ts';
import { answerTask } from '../../shared/helper-tasks/answer-task.ts';
import { askHelper } from '../../shared/helper-tasks/ask-helper.ts';
import { at } from '../engine/wall-clock.ts';
import { CasePeople, done, type Reporter } from './case-people.ts';
import { deskOf, type Room, room } from './room.ts';
import { addressOf } from './text-address.ts';

const hazard = { type: 'hazard', details: { kind: 'clutter' } } as const;
const words = (what: string) => `${what}，请您放心等候我们的回复`;

const readers = [
  'staff',
  'contacts',
  /** The case's own reporter. */
  'own',
  /** Linked to the case, and through another one. */
  'linked',
  'deep',
  /** Linked once the texts were written. */
  'later',
  /** Left the shared case before the texts were written, and came back to it later. */
  'returned',
  /** Left it for good. A later return is not excluded, so what is announced meanwhile is for them too. */
  'left',
  /** Was linked by mistake: a chief undid the link before the texts were written. */
  'unlinked',
  'stranger',
] as const;
type Reader = (typeof readers)[number];

/** Who can open a text of each kind of a case that has co-reporters. */
const canOpen: Readonly<Record<TextKind, readonly Reader[]>> = {
  what: ['staff', 'own'],
  contact: ['staff', 'own', 'contacts'],
  reply: ['staff', 'own'],
  note: ['staff'],
  question: ['staff', 'own'],
  reason: ['staff', 'own'],
  message: ['staff', 'own'],
  'rating-words': ['staff', 'own'],
  'notice-address': ['own', 'contacts'],
  announcement: ['staff', 'own', 'linked', 'deep', 'returned', 'left'],
  proposal: ['staff'],
  'helper-words': ['staff'],
};

const announced = { move: 'reply', text: words('大家好'), to: 'everyone' } as const;

/** A case with co-reporters of every sort, and a text of each kind. */
async function sharedCase(world: Room) {
  const people = new CasePeople(world, at('2026-11-23 10:00'));
  const report = () => people.report(hazard);
  const [own, linked, deep] = [await report(), await report(), await report()];
  const [later, returned, left] = [await report(), await report(), await report()];
  const [unlinked, stranger] = [await report(), await people.report({ what: '别的事' })];
  const link = (one: Reporter, { caseId: of }: Reporter) =>
    done(people.desk('officer', one, { move: 'mark-duplicate', of }));
  await link(deep, linked);
  for (const one of [linked, returned, left, unlinked]) await link(one, own);
  for (const one of [returned, left]) await done(people.home(one, { move: 'withdraw' }));
  await done(people.desk('chief', unlinked, { move: 'unlink', text: words('不是同一件事') }));

  await done(people.desk('officer', own, { move: 'reject', reason: 'abuse', text: words('建议不受理') }));
  await done(people.desk('officer', own, { move: 'start' }));
  await done(people.desk('officer', own, announced));
  await done(people.desk('officer', own, { move: 'reply', text: words('您好') }));
  await done(people.desk('officer', own, { move: 'note', text: words('内部') }));
  await done(people.desk('officer', own, { move: 'ask-resident', text: words('请问在几楼') }));
  await done(people.home(own, { move: 'add-message', text: '三楼' }));
  const { clocks } = await people.caseOf(own);
  const promiseAt = (clocks.find(({ kind }) => kind === 'resolve')?.promiseAt ?? 0) + 24 * 3_600_000;
  await done(
    people.desk('officer', own, { move: 'extend', clock: 'resolve', promiseAt, text: words('还要一天') }),
  );
  const asked = { task: words('见过吗'), for: 'guard', commandId: 'ask' } as const;
  const reader = { scope: deskOf('officer'), requestId: 'req', now: people.now };
  const help = await askHelper(world, reader, own.caseId, asked);
  if (help.refusal) throw new Error(help.refusal.code);
  const said = { answer: 'saw', text: words('见过'), seen: 0, commandId: 'answer' } as const;
  const answer = await answerTask(world, help.secret, said, people.now);
  if (answer.refusal) throw new Error(answer.refusal.code);
  await link(later, own);
  await done(people.home(returned, { move: 'reopen' }));
  await done(people.desk('officer', own, { move: 'resolve', outcome: 'fixed', text: words('清理完毕') }));
  await done(people.home(own, { move: 'rate', rating: 'satisfied', text: '谢谢' }));

  const reporters = { own, linked, deep, later, returned, left, unlinked, stranger };
  const openers: Record<string, TextOpener> = { staff: world.opener, contacts: world.contacts };
  for (const [name, one] of Object.entries(reporters)) openers[name] = await people.openerOf(one);
  const key = keyOf(await people.caseOf(own));
  const { texts } = await world.store.history(key);
  return { people, reporters, openers, key, texts };
}

const shown = async (world: World, { token }: Reporter): Promise<readonly string[]> => {
  const read = await trackCase(world, token);
  if (read.refusal) throw new Error(read.refusal.code);
  const { texts, shared = [] } = read.caseDetails;
  return [...texts, ...shared.flatMap(({ words: announcement }) => announcement ?? [])].flatMap(
    ({ text }) => text ?? [],
  );
};

describe('a text', async () => {
  const world = await room();
  const { openers, key, texts, reporters } = await sharedCase(world);

  it.each(textKinds)(
    'of the kind %s is opened by those whom the table names, and by nobody else',
    async (kind) => {
      const first = texts.find((one) => one.kind === kind);
      if (first === undefined) throw new Error('none was written');
      const opened: string[] = [];
      for (const reader of readers) {
        const answer = await openers[reader]?.open(first.sealed, addressOf(key, first));
        if (answer?.text !== undefined) opened.push(reader);
        else expect(answer?.why).toBe('not-addressed');
      }
      expect(opened.toSorted()).toEqual(canOpen[kind].toSorted());
    },
  );

  it('that is announced after a link is for its reporter as well', async () => {
    const last = texts.findLast(({ kind }) => kind === 'announcement');
    if (last === undefined) throw new Error('none was announced');
    const { later, stranger } = openers;
    const address = addressOf(key, last);
    expect(await later?.open(last.sealed, address)).toMatchObject({ text: words('清理完毕') });
    expect(await stranger?.open(last.sealed, address)).toEqual({ why: 'not-addressed' });
  });

  it('stands on the page of everybody who may read it, and on no other', async () => {
    const readOn: string[] = [];
    for (const [name, one] of Object.entries(reporters)) {
      if ((await shown(world, one)).includes(announced.text)) readOn.push(name);
    }
    expect(readOn).toEqual(['own', 'linked', 'deep', 'returned']);
    expect(await shown(world, reporters.later)).toContain(words('清理完毕'));
    for (const one of [reporters.linked, reporters.deep]) {
      expect(await shown(world, one)).not.toContain(words('您好'));
    }
  });

  it('of a proposal is on no page of a resident', async () => {
    for (const one of Object.values(reporters)) {
      expect(await shown(world, one)).not.toContain(words('建议不受理'));
      const read = await trackCase(world, one.token);
      if (read.refusal) throw new Error(read.refusal.code);
      const steps = read.caseDetails.shared?.map(({ record }) => record.fact.fact) ?? [];
      expect(steps).not.toContain('rejection-proposed');
    }
  });
});

describe('an announcement', () => {
  it('is sealed to each of fifty co-reporters', async () => {
    const world = await room();
    const people = new CasePeople(world, at('2026-11-23 10:00'));
    const own = await people.report(hazard);
    const all: Reporter[] = [];
    for (let left = CO_REPORTERS_MAX; left > 0; left -= 1) all.push(await people.report(hazard));
    for (const one of all) await done(people.home(one, { move: 'join' }));
    await done(people.desk('officer', own, { move: 'start' }));
    await done(people.desk('officer', own, announced));
    const { texts } = await world.store.history(keyOf(await people.caseOf(own)));
    const { keys = {} } = texts.find(({ kind }) => kind === 'announcement')?.sealed ?? {};
    const expected = ['station', ...[own, ...all].map(({ caseId }) => readerName(caseId))];
    expect(Object.keys(keys).toSorted()).toEqual(expected.toSorted());
    for (const one of all) expect(await shown(world, one)).toContain(announced.text);
  });

  it('is not written while somebody joins, so that it is sealed to all who are linked', async () => {
    const inner = await room();
    const quick = new CasePeople(inner, at('2026-11-23 10:00'));
    const [own, first, second] = [
      await quick.report(hazard),
      await quick.report(hazard),
      await quick.report(hazard),
    ];
    await done(quick.home(first, { move: 'join' }));
    const joining = [second];
    const store: World['store'] = {
      ...inner.store,
      companions: async (...args) => {
        const rows = await inner.store.companions(...args);
        const next = joining.pop();
        // Between the list of those who are linked and the commit of the announcement.
        if (next) await done(quick.home(next, { move: 'join' }));
        return rows;
      },
    };
    const people = new CasePeople({ ...inner, store }, quick.now);
    // The link changed the case, so that the commit is refused and the member of staff has to look again.
    const moved = await people.desk('officer', own, announced);
    expect(moved.refusal).toEqual({ code: 'changed-meanwhile', version: 3 });
    expect(await shown(inner, second)).not.toContain(announced.text);
    await done(people.desk('officer', own, announced));
    for (const one of [own, first, second]) expect(await shown(inner, one)).toContain(announced.text);
  });

  it('costs a read for each link, and where nobody is linked, none', async () => {
    const inner = await room();
    const reads: string[] = [];
    const store = {
      ...inner.store,
      companions: (...args: Parameters<World['store']['companions']>) => {
        reads.push('companions');
        return inner.store.companions(...args);
      },
      load: ((...args) => {
        reads.push('load');
        return inner.store.load(...args);
      }) as World['store']['load'],
    };
    const people = new CasePeople({ ...inner, store }, at('2026-11-23 10:00'));
    const own = await people.report(hazard);
    const costOf = async (command: Parameters<CasePeople['desk']>[2]) => {
      reads.length = 0;
      await done(people.desk('officer', own, command));
      return reads.join(' ');
    };
    const note = await costOf({ move: 'note', text: words('内部') });
    expect(await costOf(announced)).toBe(note);
    await done(people.home(await people.report(hazard), { move: 'join' }));
    expect(await costOf(announced)).toBe(`${note} companions load`);
  });
});

describe('a report', () => {
  it('that staff submit for a resident is read by the link that they hand over', async () => {
    const world = await room();
    const people = new CasePeople(world, at('2026-11-23 10:00'));
    const own = await people.report({
      channel: 'walk-in',
      by: {
        kind: 'staff',
        person: deskOf('officer').person,
        role: 'officer',
        station: deskOf('officer').station,
      },
      scope: deskOf('officer'),
    });
    await done(people.desk('officer', own, { move: 'reply', text: words('您好') }));
    expect(await shown(world, own)).toEqual([
      '黑色手机，落在电梯里了',
      '{"phone":"13800000003"}',
      expect.stringContaining(own.token),
      words('您好'),
    ]);
  });
});
