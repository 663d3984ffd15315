import { caseTypes } from '../../shared/cases/case-type.ts';
import { lifecycle, type Move } from '../../shared/cases/lifecycle.ts';
import { HOUR, MINUTE, toIso } from '../../shared/engine/calendar/instant.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Dice } from './dice.ts';
import type { Life, Mark, ReportedCase } from './life.ts';

export type Fields = Record<string, unknown>;

/** What a body is fitted to: the state of the fuzz run and the case that the request is about, if any. */
export interface Setting {
  readonly life: Life;
  readonly dice: Dice;
  readonly reportedCase?: ReportedCase | undefined;
  /** Canary texts that this request contains; they are recorded once the request has succeeded. */
  readonly planted: Map<string, Mark['kind']>;
}

export const places = ['b3-1', 'b4-2', 'x1-1'] as const;
const people = ['p-officer', 'p-chief', 'p-guard', 'p-elsewhere', 'p-nobody'] as const;

const mark = (setting: Setting, kind: Mark['kind']): string => {
  const word = `Zq${setting.life.nextMark()}qZ`;
  setting.planted.set(word, kind);
  return word;
};

/** A telephone number that is not in use, unique for each report. */
const phone = (setting: Setting): string => {
  const number = `139${String(setting.life.nextMark()).padStart(8, '0')}`;
  setting.planted.set(number, 'contact');
  return number;
};

const kindOf: { readonly [M in Move]?: Mark['kind'] } = {
  note: 'note',
  'await-third-party': 'note',
  reject: 'proposal',
  resolve: 'answer',
  'not-resolve': 'answer',
  transfer: 'answer',
  // Of a secret report it would reveal that it had been merged with another.
  unlink: 'answer',
};

const isMove = (name: unknown): name is Move => typeof name === 'string' && Object.hasOwn(lifecycle, name);

const typeOf = (body: Fields, { life, reportedCase }: Setting) =>
  caseTypes.find((type) => type === body.type) ??
  (reportedCase && life.caseOf(reportedCase)?.type) ??
  'other';

/** Replaces fields by values that fit the current state, so that cases get beyond their first statuses. */
export function fitted(body: Fields, setting: Setting): Fields {
  const result: Fields = { ...body };
  for (const [name, fitting] of Object.entries(fits)) {
    if (name in result) result[name] = fitting(result[name], setting, result);
  }
  return result;
}

const near = (hours: number, { life, dice }: Setting): string =>
  toIso(
    life.system.now() + Math.sign(hours) * dice.below(Math.abs(hours)) * HOUR + Math.sign(hours) * MINUTE,
  );

const worded = (said: unknown, setting: Setting, kind: Mark['kind']): string =>
  `${String(said).slice(0, 1900)} 已经联系您 ${mark(setting, kind)}`;

/** The latest reported hazard that staff have not acted on, which a new report can link to. */
const linkableCase = ({ life }: Setting, { type }: Fields) =>
  type === 'hazard'
    ? life.cases
        .map((reportedCase) => life.caseOf(reportedCase))
        .findLast((found) => found?.type === 'hazard' && found.status === 'received')
    : undefined;

/** What the provider of short messages says of some messages, of which it can know the ids. */
export function reportsOf({ life, dice }: Setting): readonly object[] {
  const subjects = [...life.tables.deliveries.values()].slice(-20).map(({ subject }) => subject);
  return Array.from({ length: dice.below(4) }, () => {
    const subject = dice.pick(subjects);
    return {
      out_id: subject === undefined ? 'none' : deliveryId(subject),
      biz_id: `m-${dice.below(3)}`,
      success: dice.percent(50),
      err_code: 'A_CODE',
      report_time: '2026-11-23 10:00:00',
    };
  });
}

type Fit = (value: unknown, setting: Setting, body: Fields) => unknown;

const fits: Readonly<Record<string, Fit>> = {
  // Sometimes a report repeats one that another resident made before.
  type: (value, { dice }, { what }) => (what !== undefined && dice.percent(20) ? 'hazard' : value),
  place: (_, setting, body) => linkableCase(setting, body)?.place ?? setting.dice.oneOf(places),
  token: (value, { life, dice }) => (dice.percent(15) ? (dice.pick(life.cases)?.token ?? value) : value),
  expectedVersion: (value, { life, reportedCase }) =>
    (reportedCase && life.caseOf(reportedCase)?.version) ?? value,
  to: (value, { dice }, { move }) => (move === 'assign' ? dice.oneOf(people) : value),
  of: (value, { life, dice, reportedCase }) => {
    const type = reportedCase && life.caseOf(reportedCase)?.type;
    const alike = life.cases.filter((one) => one !== reportedCase && life.caseOf(one)?.type === type);
    return dice.pick(dice.percent(75) ? alike : life.cases)?.caseId ?? value;
  },
  // Not a canary: whoever holds the link may read it.
  task: () => '您见过吗？',
  draft: () => 1,
  // An endpoint of another system.
  url: () => 'https://city.example/hook',
  name: (value, { dice }, { url }) => (url === undefined ? value : dice.oneOf(['city', 'county'])),
  photo: (_, { life, reportedCase }) => reportedCase && life.photos.get(reportedCase.token),
  what: (value, setting) => worded(value, setting, 'what'),
  text: (value, setting, { move, to }) =>
    worded(
      value,
      setting,
      to === 'everyone' ? 'announcement' : isMove(move) ? (kindOf[move] ?? 'reply') : 'message',
    ),
  contact: (value, setting) => ({
    ...(value as Fields),
    phone: setting.dice.percent(80) ? phone(setting) : '0931 8888888',
    name: `王 ${mark(setting, 'name')}`,
  }),
  details: (_, setting, body) => {
    const same = body.move === undefined && linkableCase(setting, body);
    if (same) return same.details;
    const { questions } = standardPolicy.types[typeOf(body, setting)];
    const asked = Object.entries(questions).filter(
      ([, { required }]) => required || setting.dice.percent(50),
    );
    return Object.fromEntries(asked.map(([name, { choices }]) => [name, setting.dice.oneOf(choices)]));
  },
  outcome: (_, setting, body) => setting.dice.oneOf(standardPolicy.types[typeOf(body, setting)].outcomes),
  occurredAt: (_, setting) => near(-200, setting),
  at: (_, setting) => near(100, setting),
  until: (_, setting) => near(300, setting),
  promiseAt: (_, setting) => near(500, setting),
};
