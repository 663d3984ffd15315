import { ratings } from '../../shared/domain/case.ts';
import type { CaseType } from '../../shared/domain/case-type.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Dice } from '../sim/world/dice.ts';
import { findAtDesk, move, unexpected } from './desk.ts';
import type { Matter } from './matter.ts';
import type { Voice } from './voice.ts';

/** Emergencies and what can wait, so that both kinds of retry are met. */
const types: readonly CaseType[] = ['lost-person', 'lost-item', 'fraud', 'dispute', 'consultation', 'other'];
const places = ['b01-1', 'b03-1', 'b08-2', 'b11-1', 'b23-1'];

export interface Crowd {
  /** So many residents come, a few at a time, and what each begins is seen through. */
  live(residents: number): Promise<void>;
  readonly matters: readonly Matter[];
}

const AT_ONCE = 6;

export function crowd(dice: Dice, voice: Voice, bearer: () => string): Crowd {
  const matters: Matter[] = [];

  const newMatter = (): Matter => {
    const n = matters.length + 1;
    const matter: Matter = {
      token: `T${String(n).padStart(31, '0')}`,
      place: dice.pick(places),
      type: dice.pick(types),
      what: `第 ${n} 件事，请尽快来看一下`,
      taken: [],
      resolved: false,
    };
    matters.push(matter);
    return matter;
  };

  return {
    matters,
    async live(residents) {
      const lives = Array.from({ length: residents }, () => ({ matter: newMatter(), dice: dice.fork() }));
      const hand = async (): Promise<void> => {
        for (let life = lives.shift(); life !== undefined; life = lives.shift()) {
          await seeThrough(life.matter, { dice: life.dice, voice, bearer });
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

/** One matter from the report to the rating, or as far as it comes: not all of them are looked after. */
async function seeThrough(matter: Matter, around: Around): Promise<void> {
  const { dice } = around;
  await report(matter, around);
  if (dice.happens(0.3)) await add(matter, around, '补充：刚才又看见了一次');
  if (dice.happens(0.4)) return;
  await findAtDesk(matter, around);
  if (dice.happens(0.6)) await move(matter, around, dice, { move: 'acknowledge' });
  const reply = `${matter.what}：已经在看了，请等一等`;
  if (await move(matter, around, dice, { move: 'reply', text: reply })) matter.taken.push(reply);
  if (dice.happens(0.4)) return;
  const text = `${matter.what}：已经办好了，请放心`;
  const outcome = dice.pick(standardPolicy.types[matter.type].outcomes);
  matter.resolved = await move(matter, around, dice, { move: 'resolve', outcome, text });
  if (!matter.resolved) return;
  matter.taken.push(text);
  await rate(matter, around);
}

async function report(matter: Matter, { voice }: Around): Promise<void> {
  const { token, place, type, what } = matter;
  const body = { place, type, what, contact: { phone: '13800000003' }, token };
  const heard = await voice.say({ method: 'POST', path: '/v1/cases', body });
  if (heard.status !== 200 && heard.status !== 201) throw unexpected('a report', heard);
  matter.reference = heard.body.reference;
}

async function add(matter: Matter, { voice, dice }: Around, text: string): Promise<void> {
  const body = { text, commandId: `add-${dice.below(2 ** 31)}` };
  const heard = await voice.say({ method: 'POST', path: `/v1/track/${matter.token}/messages`, body });
  if (heard.status !== 200) throw unexpected('a message', heard);
  matter.taken.push(text);
}

async function rate(matter: Matter, { voice, dice }: Around): Promise<void> {
  const rating = dice.pick(ratings);
  const body = { rating, commandId: `rate-${dice.below(2 ** 31)}` };
  const heard = await voice.say({ method: 'POST', path: `/v1/track/${matter.token}/rating`, body });
  if (heard.status === 200) matter.rating = rating;
}
