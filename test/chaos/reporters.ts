import { ratings } from '../../shared/cases/case.ts';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Dice } from '../sim/world/dice.ts';
import { findAtDesk, move, unexpected } from './desk.ts';
import type { ReportedCase } from './reported-case.ts';
import type { Voice } from './words.ts';

/** Emergencies and what can wait, so that both kinds of retry are met. */
const types: readonly CaseType[] = ['lost-person', 'lost-item', 'fraud', 'dispute', 'consultation', 'other'];
const places = ['b01-1', 'b03-1', 'b08-2', 'b11-1', 'b23-1'];

export interface Reporters {
  /** So many residents come, a few at a time, and what each begins is seen through. */
  live(residents: number): Promise<void>;
  readonly cases: readonly ReportedCase[];
}

const AT_ONCE = 6;

export function reporters(dice: Dice, voice: Voice, bearer: () => string): Reporters {
  const cases: ReportedCase[] = [];

  const newCase = (): ReportedCase => {
    const n = cases.length + 1;
    const reportedCase: ReportedCase = {
      token: `T${String(n).padStart(31, '0')}`,
      place: dice.pick(places),
      type: dice.pick(types),
      what: `第 ${n} 件事，请尽快来看一下`,
      taken: [],
      resolved: false,
    };
    cases.push(reportedCase);
    return reportedCase;
  };

  return {
    cases,
    async live(residents) {
      const lives = Array.from({ length: residents }, () => ({ reportedCase: newCase(), dice: dice.fork() }));
      const hand = async (): Promise<void> => {
        for (let life = lives.shift(); life !== undefined; life = lives.shift()) {
          await seeThrough(life.reportedCase, { dice: life.dice, voice, bearer });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, hand));
    },
  };
}

interface Around {
  readonly dice: Dice;
  readonly voice: Voice;
  readonly bearer: () => string;
}

/** One case from the report to the rating, or as far as it comes: not all of them are looked after. */
async function seeThrough(reportedCase: ReportedCase, around: Around): Promise<void> {
  const { dice } = around;
  await report(reportedCase, around);
  if (dice.happens(0.3)) await add(reportedCase, around, '补充：刚才又看见了一次');
  if (dice.happens(0.4)) return;
  await findAtDesk(reportedCase, around);
  if (dice.happens(0.6)) await move(reportedCase, around, dice, { move: 'acknowledge' });
  const reply = `${reportedCase.what}：已经在看了，请等一等`;
  if (await move(reportedCase, around, dice, { move: 'reply', text: reply })) reportedCase.taken.push(reply);
  if (dice.happens(0.4)) return;
  const text = `${reportedCase.what}：已经办好了，请放心`;
  const outcome = dice.pick(standardPolicy.types[reportedCase.type].outcomes);
  reportedCase.resolved = await move(reportedCase, around, dice, { move: 'resolve', outcome, text });
  if (!reportedCase.resolved) return;
  reportedCase.taken.push(text);
  await rate(reportedCase, around);
}

async function report(reportedCase: ReportedCase, { voice }: Around): Promise<void> {
  const { token, place, type, what } = reportedCase;
  const body = { place, type, what, contact: { phone: '13800000003' }, token };
  const heard = await voice.say({ method: 'POST', path: '/v1/cases', body });
  if (heard.status !== 200 && heard.status !== 201) throw unexpected('a report', heard);
  reportedCase.reference = heard.body.reference;
}

async function add(reportedCase: ReportedCase, { voice, dice }: Around, text: string): Promise<void> {
  const body = { text, commandId: `add-${dice.below(2 ** 31)}` };
  const heard = await voice.say({ method: 'POST', path: `/v1/track/${reportedCase.token}/messages`, body });
  if (heard.status !== 200) throw unexpected('a message', heard);
  reportedCase.taken.push(text);
}

async function rate(reportedCase: ReportedCase, { voice, dice }: Around): Promise<void> {
  const rating = dice.pick(ratings);
  const body = { rating, commandId: `rate-${dice.below(2 ** 31)}` };
  const heard = await voice.say({ method: 'POST', path: `/v1/track/${reportedCase.token}/rating`, body });
  if (heard.status === 200) reportedCase.rating = rating;
}
