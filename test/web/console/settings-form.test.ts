import * as fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Content } from '../../../web/console/screens/station/settings/content.ts';
import { stubBrowser } from './browser.ts';

// Modules of the console are loaded after there is something like a browser.
stubBrowser();
const { loadWords } = await import('../../../web/console/text/words.ts');
const { groupsOf } = await import('../../../web/console/screens/station/settings/groups-of.ts');
const { typedOf, withTyped } = await import('../../../web/console/screens/station/settings/field.ts');
const { differences, onTopOf, valueAt, withValue, withoutVersion } = await import(
  '../../../web/console/screens/station/settings/content.ts'
);
const { shownChanges } = await import('../../../web/console/screens/station/settings/shown-changes.ts');
const { differences: differencesOfApi } = await import('../../../shared/register/settings/differences.ts');
const { earlierStandards } = await import('../../../shared/policies/earlier-standards.ts');
const { calendarShape, policyShape } = await import('../../../shared/policies/policy-shape.ts');
const { channelsShape } = await import('../../../shared/policies/channels-content.ts');
const { standardCalendar, standardContent } = await import('../../../shared/policies/standard.ts');
const { readFileSync } = await import('node:fs');
const { canonicalHash } = await import('../../../shared/engine/canonical-hash.ts');

beforeAll(async () => {
  await loadWords();
  vi.unstubAllGlobals();
});

type Kind = 'policy' | 'calendar' | 'channels';

const asJson = (content: unknown): Content => JSON.parse(JSON.stringify(content));
const kinds = ['wecom', 'smtp', 'aws-sms'];
const groups = (kind: Kind, content: Content, before = content) =>
  groupsOf(kind, content, { before, channelKinds: kinds });
const fieldsOf = (kind: Kind, content: Content) =>
  groups(kind, content).flatMap(({ sections }) => sections.flatMap(({ fields }) => fields));

/** The content after the controls of every field were filled and read again. */
const throughTheForm = (kind: Kind, content: Content): Content =>
  fieldsOf(kind, content).reduce(
    (written, field) => withTyped(written, field, typedOf(field, valueAt(content, field.path))),
    content,
  );

/** As if each control were emptied and then typed into as it was. */
const typedAnew = (kind: Kind, content: Content): Content =>
  fieldsOf(kind, content).reduce((written, field) => {
    const typed = typedOf(field, valueAt(content, field.path));
    const other = { ...typed, amount: '1', from: '01:01', to: '02:02', isThere: true };
    return withTyped(withTyped(written, field, other), field, typed);
  }, content);

const published: readonly (readonly [string, Kind, unknown])[] = [
  ['the standard policy', 'policy', standardContent],
  ...earlierStandards.map((one) => [`the policy of ${one.version}`, 'policy', one] as const),
  ['the standard calendar', 'calendar', standardCalendar],
  ['the example of channels', 'channels', JSON.parse(readFileSync('docs/channels.example.json', 'utf8'))],
];

const length = fc.oneof(
  ...(['minutes', 'hours', 'days'] as const).map((unit) =>
    fc.integer({ min: 1, max: 730 }).map((n) => ({ [unit]: n })),
  ),
);
const calendar = fc.constantFrom('always', 'duty', 'office');
const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const condition = fc.oneof(
  fc.record({
    question: fc.constant('risk'),
    oneOf: fc.array(fc.constantFrom('weapon', 'x'), { minLength: 1 }),
  }),
  fc.record({ occurredWithin: length }),
);
const terms = fc.record({
  when: orNot(fc.array(condition, { minLength: 1, maxLength: 2 })),
  priority: fc.constantFrom('P0', 'P1', 'P2', 'P3', 'P4'),
  calendar,
  acknowledge: length,
  respond: length,
  resolve: orNot(length),
  resolveCalendar: orNot(calendar),
  handover: length,
});
const milestone = fc.record({
  kind: fc.constantFrom('fixed', 'notice-served', 're-inspected'),
  starts: fc.constantFrom('received', 'acknowledged', 'replied', 'resolved', 'fixed'),
  countsFrom: orNot(fc.constant('occurred')),
  calendar,
  when: orNot(condition),
  length,
  reminders: fc.oneof(fc.constantFrom('percent', 'none'), fc.record({ beforeEnd: length })),
  atEnd: fc.constantFrom('escalate', 'notify'),
  metBy: orNot(fc.array(fc.constantFrom('reply', 'note'))),
  again: orNot(fc.record({ after: length, length })),
});
const typePolicy = fc.record({
  terms: fc.array(terms, { minLength: 1, maxLength: 3 }),
  firstResponsible: fc.constantFrom('guard', 'officer', 'chief', 'assignee'),
  escalatesFrom: fc.constantFrom('receipt', 'breach'),
  update: length,
  updateCalendar: calendar,
  window: length,
  residentAnswer: length,
  thirdParty: length,
  switchedOff: fc.uniqueArray(fc.constantFrom('transfer', 'reject', 'close', 'withdraw')),
  closing: fc.constantFrom('at-window-end', 'never-by-itself'),
  withdrawal: fc.oneof(fc.constantFrom('at-once', 'asks-officer'), fc.record({ asksOfficerWhen: condition })),
  milestones: fc.array(milestone, { maxLength: 3 }),
  outcomes: fc.uniqueArray(fc.constantFrom('returned', 'helped', 'x-of-the-station'), { minLength: 1 }),
  questions: fc.dictionary(
    fc.constantFrom('kind', 'risk', 'own-question'),
    fc.record({
      choices: fc.uniqueArray(fc.constantFrom('noise', 'money', 'weapon', 'own-choice'), { minLength: 1 }),
      required: fc.boolean(),
    }),
  ),
  sameReports: orNot(fc.record({ within: length, alike: fc.array(fc.constantFrom('kind', 'risk')) })),
  sensitive: fc.boolean(),
  secretReporter: fc.boolean(),
});
const levels = fc.array(
  fc.record({ responsible: fc.constantFrom('guard', 'chief', 'third-party'), after: length }),
  { minLength: 1, maxLength: 4 },
);
const perPriority = <T>(value: fc.Arbitrary<T>) =>
  fc.record({ P0: value, P1: value, P2: value, P3: value, P4: value });
const amount = fc.integer({ min: 0, max: 5000 });
const madePolicy = fc
  .record({
    version: fc.constant('2026-12-01'),
    escalations: perPriority(fc.record({ calendar, levels })),
    types: fc.dictionary(fc.constantFrom('dispute', 'lost-item', 'hazard', 'fraud'), typePolicy),
    staffLanguage: fc.constantFrom('zh-CN', 'en'),
    waitsMax: amount,
    extensionsMax: amount,
    thirdPartyMax: length,
    appointmentGrace: length,
    budgets: fc.record({
      reportsPerAddress: amount,
      reportsPerPlace: amount,
      reportsInAll: amount,
      missesPerAddress: amount,
    }),
    decision: length,
    helperSilence: orNot(perPriority(length)),
  })
  .map(asJson);

const minute = fc.integer({ min: 0, max: 1440 });
const span = fc.record({ fromMinute: minute, toMinute: minute });
const day = fc
  .integer({ min: 0, max: 1000 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const madeCalendar = fc
  .record({
    version: fc.constant('2026-12-01'),
    hours: fc.record({ always: fc.array(span), duty: fc.array(span), office: fc.array(span) }),
    quietHours: span,
    holidays: fc.record({ daysOff: fc.array(day), makeUpDays: fc.array(day), horizon: day }),
  })
  .map(asJson);

const channelName = fc.constantFrom('duty', 'chief', 'mail');
const madeChannels = fc
  .record({
    version: fc.constant('2026-12-01'),
    channels: fc.array(
      fc.record({
        name: channelName,
        kind: fc.constantFrom('wecom', 'smtp', 'webhook'),
        language: orNot(fc.constantFrom('zh-CN', 'en')),
        settings: orNot(fc.record({ from: fc.string(), rate: fc.integer() })),
      }),
      { maxLength: 4 },
    ),
    routes: fc.array(
      fc.record({
        to: fc.uniqueArray(fc.constantFrom('guard', 'officer', 'chief', 'district', 'resident'), {
          minLength: 1,
        }),
        urgent: orNot(fc.boolean()),
        sensitive: orNot(fc.boolean()),
        channels: fc.array(fc.constantFrom('duty', 'chief', 'gone'), { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
    smsPerDayMax: orNot(amount),
  })
  .map(asJson);

const made = [
  ['policy', madePolicy, policyShape],
  ['calendar', madeCalendar, calendarShape],
  ['channels', madeChannels, channelsShape],
] as const;

const runs = { numRuns: 60, seed: 20_261_130 } as const;

describe('the form of settings', () => {
  it.each(published)('takes %s and gives it back unchanged', (_, kind, content) => {
    const given = asJson(content);
    expect(throughTheForm(kind, given)).toBe(given);
    expect(canonicalHash(typedAnew(kind, given))).toBe(canonicalHash(given));
  });

  it.each(made)('gives back every made %s unchanged, byte for byte', (kind, arbitrary, shape) => {
    fc.assert(
      fc.property(arbitrary, (content) => {
        expect(shape().safeParse(content).success).toBe(true);
        expect(JSON.stringify(throughTheForm(kind, content))).toBe(JSON.stringify(content));
      }),
      runs,
    );
  });

  it.each(made)('shows each field of a made %s once', (kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (content) => {
        const paths = fieldsOf(kind, content).map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }),
      runs,
    );
  });

  it.each(made)(
    'says the differences of two made versions of a %s as the API does, and each has its way back',
    (kind, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, arbitrary, (one, other) => {
          const [before, after] = [withoutVersion(one), withoutVersion(other)];
          expect(differences(before, after).slice(0, 300)).toEqual(differencesOfApi(before, after));
          const side = (content: Content) => ({ content, groups: groups(kind, content, before) });
          const back = shownChanges(side(before), side(after))
            .toReversed()
            .reduce((content, { path }) => withValue(content, path, valueAt(before, path)), after);
          expect(canonicalHash(back)).toBe(canonicalHash(before));
        }),
        runs,
      );
    },
  );
});

describe('what is typed', () => {
  const policy = asJson(standardContent);
  const field = (path: string) => {
    const found = fieldsOf('policy', policy).find((one) => one.path === path);
    if (found === undefined) throw new Error(path);
    return found;
  };
  const typing = (path: string, given: object): Content => {
    const one = field(path);
    return withTyped(policy, one, { ...typedOf(one, valueAt(policy, path)), ...given });
  };
  const said = (after: Content) => {
    const [before, next] = [withoutVersion(policy), withoutVersion(after)];
    const side = (content: Content) => ({ content, groups: groups('policy', content, before) });
    return shownChanges(side(before), side(next));
  };

  it('is one field of the content, and all else is the very same', () => {
    const path = 'types.dispute.terms.1.respond';
    const after = typing(path, { amount: '4', unit: 'hours' });
    expect(differences(policy, after)).toEqual([{ path, before: { days: 1 }, after: { hours: 4 } }]);
    expect(said(after)).toMatchObject([{ path, before: '1 个工作日', after: '4 小时（上班时间）' }]);
    expect(said(after)[0]?.title).toMatch(/^纠纷调解 · .* · 首次回复$/);
  });

  it('keeps what is no number as it stands, so that nobody loses it', () => {
    const path = 'types.dispute.residentAnswer';
    expect(valueAt(typing(path, { amount: '7 左右' }), path)).toEqual({ days: '7 左右' });
    expect(said(typing(path, { amount: '' }))).toMatchObject([{ before: '7 天', after: '不限时' }]);
  });

  it('that takes a level out of an escalation is one change, with the levels before and after', () => {
    const after = withValue(policy, 'escalations.P1.levels.1', undefined);
    expect(said(after)).toEqual([
      expect.objectContaining({
        path: 'escalations.P1.levels',
        title: '升级：P1 很急',
        before: expect.stringMatching(/^值班保安 10 分钟；社区民警 30 分钟；所长/),
        after: expect.stringMatching(/^值班保安 10 分钟；所长 60 分钟/),
      }),
    ]);
  });

  it('takes away the one date by which a case may be without', () => {
    const path = 'types.dispute.terms.1.resolve';
    expect(valueAt(typing(path, { isThere: false }), path)).toBeUndefined();
    expect(said(typing(path, { isThere: false }))).toMatchObject([
      { before: '30 天（值班时间）', after: '没有' },
    ]);
  });
});

describe('what was typed on an older version', () => {
  const base = { hours: { a: 1, b: 2 }, list: [{ x: 1 }, { x: 2 }, { x: 3 }], words: ['p'] };

  it('is made anew on what somebody else has published since, and takes back nothing of it', () => {
    const typed = { hours: { a: 9, b: 2 }, list: [{ x: 1 }, { x: 2 }, { x: 3 }], words: ['p', 'q'] };
    const now = { hours: { a: 1, b: 7 }, list: [{ x: 1 }, { x: 5 }, { x: 3 }], words: ['p'] };
    expect(onTopOf(now, base, typed)).toEqual({
      hours: { a: 9, b: 7 },
      list: [{ x: 1 }, { x: 5 }, { x: 3 }],
      words: ['p', 'q'],
    });
  });

  it('takes items out of a list from its end, and adds them there', () => {
    expect(onTopOf(base, base, { ...base, list: [{ x: 1 }] })).toEqual({ ...base, list: [{ x: 1 }] });
    const longer = { ...base, list: [...base.list, { x: 4 }, { x: 5 }] };
    expect(onTopOf(base, base, longer)).toEqual(longer);
  });
});
