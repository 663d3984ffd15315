import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { isOpenCase } from '../../../shared/cases/case.ts';
import { type HelperAnswer, helperAnswers, helperRoles } from '../../../shared/cases/helper-roles.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { AskedForHelp } from '../../../shared/helper-tasks/ask-helper.ts';
import type { Dice } from '../world/dice.ts';
import { caseNamed } from '../world/kept-cases.ts';
import type { Timeline } from '../world/timeline.ts';
import { desks } from './fixtures.ts';
import type { Pace } from './habits.ts';
import type { HttpApi } from './http-api.ts';

export interface HelpersSettings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly pace: Pace;
  readonly tables: Tables;
  readonly http: HttpApi;
}

/** What becomes of a link. */
const fates = ['answered', 'corrected', 'late', 'never', 'revoked', 'not-me'] as const;

const LINK = 48 * HOUR;
const TRIES_MAX = 6;

/** Officers who ask people without an account, and these, who answer in time, too late, never, after the link was taken back, or are not meant. */
export function askedHelpers({ timeline, dice, pace, tables, http }: HelpersSettings) {
  const asksPerDay = pace === 'busy' ? dice.pick([0, 2, 8]) : dice.pick([0, 0.2]);
  let count = 0;

  const someCase = () => {
    const names = [...tables.states.keys()];
    for (let tries = 0; tries < 8 && names.length > 0; tries += 1) {
      const found = caseNamed(tables, dice.pick(names));
      if (found !== undefined && isOpenCase(found)) return found;
    }
    return undefined;
  };
  const ask = (): void => {
    const found = someCase();
    if (found === undefined) return;
    const officers = desks.filter(({ station, role }) => station === found.station && role === 'officer');
    const desk = dice.pick(officers);
    count += 1;
    const request = { task: '您见过这个人吗？', for: dice.pick(helperRoles), commandId: `a${count}` };
    let known: AskedForHelp | undefined;
    const go = (tries: number): void =>
      http.askHelper(desk, found.caseId, request, (link, answered) => {
        if (link !== undefined && known === undefined) {
          known = link;
          live(link);
        }
        if (!answered && tries < TRIES_MAX) timeline.after(tries * MINUTE, () => go(tries + 1));
      });
    const live = ({ id, secret }: AskedForHelp): void => {
      const answer = (ms: number, given: HelperAnswer, seen = 0) =>
        timeline.after(ms, () => {
          count += 1;
          http.lookAsHelper(secret, `l${count}`);
          const said = { answer: given, text: '见过，早上在门口', seen, commandId: `s${count}` };
          http.answerAsHelper(secret, said);
          if (dice.happens(0.2)) http.answerAsHelper(secret, said);
        });
      const soon = dice.between(1, 20 * 60) * MINUTE;
      const given = dice.pick(helperAnswers);
      switch (dice.pick(fates)) {
        case 'answered':
          // Sometimes from two telephones at one moment.
          answer(soon, given);
          if (dice.happens(0.4)) answer(soon, dice.pick(helperAnswers));
          return;
        case 'corrected':
          answer(soon, 'saw');
          answer(soon + HOUR, 'done', 1);
          return;
        case 'late':
          answer(LINK + dice.between(-5, 90) * MINUTE, given);
          return;
        case 'revoked':
          timeline.after(soon, () => http.revokeHelper(desk, { caseId: found.caseId, id }));
          answer(soon + dice.between(0, 30) * MINUTE, given);
          return;
        case 'not-me':
          answer(soon, 'not-me');
          answer(soon + HOUR, 'saw', 1);
          return;
        case 'never':
      }
    };
    go(1);
  };

  return {
    live(end: Instant): void {
      if (asksPerDay === 0) return;
      const next = (): void =>
        timeline.after(dice.between(1, Math.ceil((2 * DAY) / asksPerDay)), () => {
          if (timeline.now() >= end) return;
          ask();
          next();
        });
      next();
    },
  };
}
