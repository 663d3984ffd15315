import { caseTypes } from '../../shared/cases/case-type.ts';
import { lifecycle, type Move } from '../../shared/cases/lifecycle.ts';
import { HOUR, MINUTE, toIso } from '../../shared/engine/calendar/instant.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Dice } from './dice.ts';
import type { Life, Mark, ReportedCase } from './life.ts';

export type Fields = Record<string, unknown>;

/** Where a body belongs: its matter, if it is about one, and what its words are. */
export interface Setting {
  readonly life: Life;
  readonly dice: Dice;
  readonly reportedCase?: ReportedCase | undefined;
  /** Words planted by this request; they are put down once it has succeeded. */
  readonly planted: Map<string, Mark['kind']>;
}

export const places = ['b3-1', 'b4-2', 'x1-1'] as const;
const people = ['p-officer', 'p-chief', 'p-guard', 'p-elsewhere', 'p-nobody'] as const;

const mark = (setting: Setting, kind: Mark['kind']): string => {
  const word = `Zq${setting.life.nextMark()}qZ`;
  setting.planted.set(word, kind);
  return word;
};

/** Nobody's number, and of each report another one. */
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
};

const isMove = (name: unknown): name is Move => typeof name === 'string' && Object.hasOwn(lifecycle, name);

const typeOf = (body: Fields, { life, reportedCase }: Setting) =>
  caseTypes.find((type) => type === body.type) ??
  (reportedCase && life.caseOf(reportedCase)?.type) ??
  'other';

/** The same body as somebody would send it who sees what is there: so that states get deep. */
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

/** A danger that was reported before and that nobody has answered yet. */
const coReporter = ({ life }: Setting, { type }: Fields) =>
  type === 'hazard'
    ? life.cases
        .map((reportedCase) => life.caseOf(reportedCase))
        .findLast((found) => found?.type === 'hazard' && found.status === 'received')
    : undefined;

type Fit = (value: unknown, setting: Setting, body: Fields) => unknown;

const fits: Readonly<Record<string, Fit>> = {
  // Now and then somebody reports what a co-reporter reported before.
  type: (value, { dice }, { what }) => (what !== undefined && dice.percent(20) ? 'hazard' : value),
  place: (_, setting, body) => coReporter(setting, body)?.place ?? setting.dice.oneOf(places),
  token: (value, { life, dice }) => (dice.percent(15) ? (dice.pick(life.cases)?.token ?? value) : value),
  expectedVersion: (value, { life, reportedCase }) =>
    (reportedCase && life.caseOf(reportedCase)?.version) ?? value,
  to: (value, { dice }, { move }) => (move === 'assign' ? dice.oneOf(people) : value),
  of: (value, { life, dice }) => dice.pick(life.cases)?.caseId ?? value,
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
    const same = body.move === undefined && coReporter(setting, body);
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
