import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { type Case, isOpenCase } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../../shared/cases/case-notice.ts';
import { findSubmission } from '../../../shared/cases/intake/submission.ts';
import { hashOfToken, type Report } from '../../../shared/cases/intake/submit-case.ts';
import type { Sender } from '../../../shared/cases/intake/weigh-report.ts';
import { isSecret } from '../../../shared/cases/secrecy.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import type { Notice } from '../../../shared/engine/outbox/notice.ts';
import type { Scope } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { enteredPerson } from '../../enter.ts';
import type { Dice } from '../world/dice.ts';
import { caseAt, caseNamed } from '../world/kept-cases.ts';
import type { Timeline } from '../world/timeline.ts';
import type { ReportedCase } from './cases.ts';
import { drawAnswer, drawCommand, type Page } from './draw-command.ts';
import { deskOf, desks, people, placeOf, stations } from './fixtures.ts';
import { caseFor, type Habits } from './habits.ts';
import type { HttpApi } from './http-api.ts';

export interface Population {
  /** Plans reports and work from now until `end`; no new report after `reportsEnd`. */
  live(reportsEnd: Instant, end: Instant): void;
  /** Staff received a message and may act on it. */
  receive(notice: Notice): void;
}

export interface PopulationSettings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  /** For how residents choose to be told. */
  readonly choosing: Dice;
  readonly habits: Habits;
  readonly tables: Tables;
  /** The store without faults, for roster changes. */
  readonly store: Store;
  readonly http: HttpApi;
}

const mailOf = (nth: number): string => `r${nth}@example.cn`;

/** A request without an answer is repeated unchanged, up to this often. */
const TRIES_MAX = 6;

export function population(settings: PopulationSettings): Population {
  const { timeline, dice, choosing, habits, tables, store, http } = settings;
  let untilEnd: Instant = 0;
  let count = 0;
  let reports = 0;
  let choices = 0;
  const tokens = new Map<string, string>();
  const byReference = new Map<string, string>();

  const sendUntilAnswered = (attempt: (onAnswer: (answered: boolean) => void) => void): void => {
    const go = (tries: number): void =>
      attempt((answered) => {
        if (answered || tries >= TRIES_MAX) return;
        timeline.after(dice.between(2, 120) * tries * 1000, () => go(tries + 1));
      });
    go(1);
    if (dice.happens(habits.doubleTap)) timeline.after(dice.between(1, 800), () => go(TRIES_MAX));
  };

  const pageOfSomeCase = (station: string): Page | undefined => {
    const names = [...tables.states.keys()];
    for (let tries = 0; tries < 8 && names.length > 0; tries += 1) {
      const found = caseNamed(tables, dice.pick(names));
      if (found === undefined) continue;
      // Sometimes staff try a case of the other station.
      if (found.station !== station && !dice.happens(0.05)) continue;
      if (isOpenCase(found)) return found;
      // A stale page that still shows the case as in progress.
      if (dice.happens(0.2)) return { ...found, status: 'in-progress' };
    }
    return undefined;
  };

  /** The chief looks through what has ended, for what ended by mistake. */
  const reviewEnded = (): void => {
    const chief = dice.pick(desks.filter(({ role }) => role === 'chief'));
    const ended = [...tables.states.keys()].flatMap((name) => {
      const one = caseNamed(tables, name);
      return one?.station === chief.station && !isOpenCase(one) ? [one] : [];
    });
    if (ended.length > 0) staffMove(chief, dice.pick(ended));
  };

  /** A case to link to: mostly an open one of the same type, sometimes any. */
  const otherThan = ({ caseId, type }: Page, station: string): Page | undefined => {
    if (dice.happens(0.2)) return pageOfSomeCase(station);
    const alike = [...tables.states.keys()].flatMap((name) => {
      const one = caseNamed(tables, name);
      return one?.station === station && one.type === type && one.caseId !== caseId && isOpenCase(one)
        ? [one]
        : [];
    });
    return alike.length === 0 ? undefined : dice.pick(alike);
  };

  const suits = (reportedCase: ReportedCase): boolean =>
    habits.types.includes(reportedCase.type) && habits.suits(reportedCase, timeline.now());

  const staffMove = (desk: Scope, found: Page, received?: CaseNotice): void => {
    const colleague = dice.pick(people.filter(({ station }) => station === desk.station)).person;
    const now = timeline.now();
    const answering =
      received && dice.happens(habits.skill)
        ? drawAnswer(dice, received, found, desk.role, colleague, now)
        : undefined;
    const command = answering ?? drawCommand(dice, found, desk.role, colleague, now);
    if (command === undefined || command.move === 'join') return;
    if (command.move === 'retype' && !suits(command)) return;
    const other = command.move === 'mark-duplicate' ? otherThan(found, desk.station) : undefined;
    const asked = other && command.move === 'mark-duplicate' ? { ...command, of: other.caseId } : command;
    count += 1;
    const request = { command: asked, commandId: `m${count}`, expectedVersion: found.version };
    sendUntilAnswered((onAnswer) => http.moveByStaff(desk, found.caseId, request, onAnswer));
  };

  /** Staff open a secret case, sometimes several at the same moment. */
  const readSecret = (): void => {
    const secret = [...tables.states.keys()].flatMap((name) => {
      const found = caseNamed(tables, name);
      return found !== undefined && isSecret(found, standardPolicy) ? [found] : [];
    });
    if (secret.length === 0) return;
    const { station, caseId } = dice.pick(secret);
    const readers = desks.filter((desk) => desk.station === station);
    for (let left = dice.between(1, 3); left > 0; left -= 1) {
      count += 1;
      http.readByStaff(dice.pick(readers), caseId, `v${count}`);
    }
  };

  /** The reporter of a linked case sees the status of the primary case; one who left sees that they did. */
  const asShown = (found: Case): Page => {
    const { station, duplicateOf, status, reporterLeft } = found;
    if (reporterLeft) return { ...found, status: 'withdrawn' };
    const other =
      status === 'duplicate' && duplicateOf && caseAt(tables, keyOf({ station, caseId: duplicateOf }));
    return other ? { ...found, status: other.status } : found;
  };

  const residentMove = (name: string): void => {
    const found = caseNamed(tables, name);
    const token = tokens.get(name);
    if (found === undefined || token === undefined) return;
    const command = drawCommand(dice, asShown(found), 'resident', undefined, timeline.now());
    if (command === undefined) return;
    count += 1;
    const request = { command, commandId: `r${count}` };
    // Some withdraw by mistake and look again soon.
    if (command.move === 'withdraw' && dice.happens(0.5))
      timeline.after(dice.between(5, 600) * MINUTE, () => residentMove(name));
    sendUntilAnswered((onAnswer) => http.moveByResident(token, name, request, onAnswer));
  };

  /** One of twenty addresses, with a proof of work that is sometimes missing or reused. */
  const senderAt = (formPlace: string): Sender => ({
    address: `198.51.100.${dice.between(1, 20)}`,
    formPlace,
    ...(dice.happens(0.9) && {
      proofOfWork: `proof-${dice.happens(0.2) ? dice.below(reports + 1) : reports + 1}`,
    }),
  });

  /** Many similar reports within 90 seconds, without proof of work. */
  const rush = (): void => {
    const reportedCase = caseFor(habits, dice, timeline.now());
    if (reportedCase === undefined) return;
    const place = placeOf(dice.pick(stations));
    for (let left = dice.between(2, 14); left > 0; left -= 1) {
      timeline.after(dice.between(1, 90) * 1000, () => {
        send({
          place,
          ...reportedCase,
          channel: 'qr',
          sender: { address: senderAt(place).address, formPlace: place },
        });
      });
    }
  };

  const report = (): void => {
    const reportedCase = caseFor(habits, dice, timeline.now());
    if (reportedCase === undefined) return;
    const [scope] = dice.happens(0.2) ? [dice.pick(desks)] : [];
    const station = scope?.station ?? dice.pick(stations);
    const place = placeOf(station);
    send({
      place,
      ...reportedCase,
      channel: scope === undefined ? 'qr' : 'walk-in',
      ...(scope === undefined && { sender: senderAt(place) }),
    });
    if (dice.happens(0.03)) rush();
  };

  const send = (reportedCase: Omit<Report, 'what' | 'language' | 'by'>): void => {
    reports += 1;
    const token = `t${reports}`;
    const given = {
      ...reportedCase,
      what: '黑色手机，落在电梯里了',
      ...reach(dice.happens(0.7)),
      token,
      language: dice.pick(['zh-CN', 'en'] as const),
      by: { kind: 'resident' },
    } as const;
    sendUntilAnswered((onAnswer) =>
      http.submit(given, (answered) => {
        onAnswer(answered);
        if (!answered) return;
        timeline.after(1, () => {
          timeline.wake();
          void follow(token);
        });
      }),
    );
  };

  /** How a reporter is reached, and how they chose to be told: many choose nothing. */
  const reach = (leavesNumber: boolean): Pick<Report, 'contact' | 'notices'> => {
    const notices = choosing.pick([undefined, undefined, 'sms', 'mail', 'none'] as const);
    const phone = `138${String(reports).padStart(8, '0')}`;
    const contact = {
      ...((leavesNumber || notices === 'sms') && { phone }),
      ...(notices === 'mail' && { mail: mailOf(reports) }),
    };
    return {
      ...(Object.keys(contact).length > 0 && { contact }),
      ...defined({ notices }),
    };
  };

  /** A resident chooses again how to be told, sometimes with another address. */
  const chooseNotices = (name: string): void => {
    const token = tokens.get(name);
    if (token === undefined) return;
    choices += 1;
    const by = choosing.pick(['sms', 'mail', 'none'] as const);
    const other = by === 'sms' ? `139${String(choices).padStart(8, '0')}` : mailOf(choices);
    const to = by !== 'none' && choosing.happens(0.7) ? other : undefined;
    const command = { move: 'choose-notices', by, language: 'zh-CN', ...defined({ to }) } as const;
    const request = { command, commandId: `n${choices}` };
    sendUntilAnswered((onAnswer) => http.moveByResident(token, name, request, onAnswer));
  };

  const follow = async (token: string): Promise<void> => {
    const known = await findSubmission(store, hashOfToken(token));
    if (known === undefined) return;
    const name = stateName(known.key);
    if (tokens.has(name)) return;
    tokens.set(name, token);
    const found = caseAt(tables, known.key);
    if (found !== undefined) byReference.set(found.reference, name);
    for (let left = choosing.happens(0.2) ? choosing.between(1, 2) : 0; left > 0; left -= 1) {
      timeline.after(choosing.between(5, 2 * 24 * 60) * MINUTE, () => chooseNotices(name));
    }
    for (let visits = dice.between(0, 3); visits > 0; visits -= 1) {
      timeline.after(dice.between(5, 4 * 24 * 60) * MINUTE, () => residentMove(name));
    }
  };

  const repeat = (perDay: number, until: () => Instant, act: () => void): void => {
    if (perDay <= 0) return;
    timeline.after(dice.between(1, Math.ceil((2 * DAY) / perDay)), () => {
      if (timeline.now() >= until()) return;
      act();
      repeat(perDay, until, act);
    });
  };

  return {
    live(reportsEnd, end) {
      untilEnd = end;
      repeat(habits.reportsPerDay, () => reportsEnd, report);
      repeat(
        habits.movesPerDay,
        () => end,
        () => {
          if (dice.happens(0.15)) {
            reviewEnded();
            return;
          }
          const desk = dice.pick(desks);
          const found = pageOfSomeCase(desk.station);
          if (found !== undefined) staffMove(desk, found);
        },
      );
      repeat(habits.movesPerDay, () => end, readSecret);
      repeat(
        habits.leave,
        () => end,
        () => {
          const person = dice.pick(people);
          void enteredPerson(store, { ...person, onLeave: dice.happens(habits.away) }, timeline.now());
          // Committed now, and not whenever something else happens, which may be days later.
          timeline.wake();
        },
      );
    },
    receive(notice) {
      if (notice.about !== 'case') return;
      const about = notice as CaseNotice;
      const { caseSummary, people: addressees } = about;
      if (caseSummary === undefined || !dice.happens(habits.diligence)) return;
      timeline.after(dice.between(1, 20) * MINUTE + HOUR * dice.below(2), () => {
        if (timeline.now() >= untilEnd) return;
        const name = byReference.get(caseSummary.reference);
        const found = name === undefined ? undefined : caseNamed(tables, name);
        const desk = deskOf(addressees[0]);
        if (desk !== undefined && found !== undefined && isOpenCase(found)) staffMove(desk, found, about);
      });
    },
  };
}
