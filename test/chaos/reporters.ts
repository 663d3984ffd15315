import { ratings } from '../../shared/cases/case.ts';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import type { Dice } from '../sim/world/dice.ts';
import type { ApiClient } from './api-client.ts';
import type { ReportedCase } from './reported-case.ts';
import { findAtDesk, move, unexpected } from './staff-session.ts';

/** Urgent and ordinary types, so that both kinds of retry occur. */
const types: readonly CaseType[] = ['lost-person', 'lost-item', 'fraud', 'dispute', 'consultation', 'other'];
const places = ['b01-1', 'b03-1', 'b08-2', 'b11-1', 'b23-1'];

export interface Reporters {
  /** Runs one case per resident, a few in parallel, each to its end. */
  live(residents: number): Promise<void>;
  readonly cases: readonly ReportedCase[];
}

const PARALLEL = 6;

export function reporters(dice: Dice, apiClient: ApiClient, bearer: () => string): Reporters {
  const cases: ReportedCase[] = [];

  const newCase = (): ReportedCase => {
    const n = cases.length + 1;
    const reportedCase: ReportedCase = {
      token: `T${String(n).padStart(31, '0')}`,
      place: dice.pick(places),
      type: dice.pick(types),
      what: `第 ${n} 件事，请尽快来看一下`,
      acceptedTexts: [],
      resolved: false,
    };
    cases.push(reportedCase);
    return reportedCase;
  };

  return {
    cases,
    async live(residents) {
      const lives = Array.from({ length: residents }, () => ({ reportedCase: newCase(), dice: dice.fork() }));
      const runNext = async (): Promise<void> => {
        for (let life = lives.shift(); life !== undefined; life = lives.shift()) {
          await runCase(life.reportedCase, { dice: life.dice, apiClient, bearer });
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, runNext));
    },
  };
}

interface Actors {
  readonly dice: Dice;
  readonly apiClient: ApiClient;
  readonly bearer: () => string;
}

/** One case from the report to the rating; some cases end earlier at random. */
async function runCase(reportedCase: ReportedCase, actors: Actors): Promise<void> {
  const { dice } = actors;
  await report(reportedCase, actors);
  if (dice.happens(0.3)) await add(reportedCase, actors, '补充：刚才又看见了一次');
  if (dice.happens(0.4)) return;
  await findAtDesk(reportedCase, actors);
  if (dice.happens(0.6)) await move(reportedCase, actors, dice, { move: 'acknowledge' });
  const reply = `${reportedCase.what}：已经在看了，请等一等`;
  if (await move(reportedCase, actors, dice, { move: 'reply', text: reply }))
    reportedCase.acceptedTexts.push(reply);
  if (dice.happens(0.4)) return;
  const text = `${reportedCase.what}：已经办好了，请放心`;
  const outcome = dice.pick(standardPolicy.types[reportedCase.type].outcomes);
  reportedCase.resolved = await move(reportedCase, actors, dice, { move: 'resolve', outcome, text });
  if (!reportedCase.resolved) return;
  reportedCase.acceptedTexts.push(text);
  await rate(reportedCase, actors);
}

async function report(reportedCase: ReportedCase, { apiClient }: Actors): Promise<void> {
  const { token, place, type, what } = reportedCase;
  const body = { place, type, what, contact: { phone: '13800000003' }, token };
  const response = await apiClient.send({ method: 'POST', path: '/v1/cases', body });
  if (response.status !== 200 && response.status !== 201) throw unexpected('a report', response);
  reportedCase.reference = response.body.reference;
}

async function add(reportedCase: ReportedCase, { apiClient, dice }: Actors, text: string): Promise<void> {
  const body = { text, commandId: `add-${dice.below(2 ** 31)}` };
  const response = await apiClient.send({
    method: 'POST',
    path: `/v1/track/${reportedCase.token}/messages`,
    body,
  });
  if (response.status !== 200) throw unexpected('a message', response);
  reportedCase.acceptedTexts.push(text);
}

async function rate(reportedCase: ReportedCase, { apiClient, dice }: Actors): Promise<void> {
  const rating = dice.pick(ratings);
  const body = { rating, commandId: `rate-${dice.below(2 ** 31)}` };
  const response = await apiClient.send({
    method: 'POST',
    path: `/v1/track/${reportedCase.token}/rating`,
    body,
  });
  if (response.status === 200) reportedCase.rating = rating;
}
