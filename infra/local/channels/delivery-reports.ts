import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Accepted } from '../fakes/fake.ts';
import { type AcceptedSms, isAcceptedSms } from '../fakes/sms-reports.ts';
import type { Settling } from '../settle.ts';

/** How one provider reports what became of a message; resolves to false if it has to say so again. */
export type ReportBy = (sms: AcceptedSms, at: Instant) => Promise<boolean>;

/** What the stand-ins of the providers of short messages report later about what they took. */
export interface DeliveryReports extends Settling {
  took(channel: string, accepted: Accepted): void;
  /** From now on reports are made: by the name of the channel. Those before wait. */
  open(ways: Readonly<Record<string, ReportBy>>): void;
  stop(): Promise<void>;
}

interface Waiting {
  readonly channel: string;
  readonly sms: AcceptedSms;
  readonly tries: number;
  readonly dueAt: Instant;
}

/** After an answer that is not the agreed one, Alibaba Cloud calls again after so many minutes. */
const PAUSES_MINUTES = [1, 5, 10];
/** A telephone answers a moment later, when the sender has written down that its message was taken. */
const FIRST_PAUSE_MS = 1500;
/** Older ones are forgotten: their messages stay as sent. Nothing of them is on disk, since they hold the number. */
const WAITING_MAX = 500;

/** Keeps reports in memory until they are made: those of a run that ends are never made, which a provider may do too. */
export function deliveryReports(clock: Pick<VirtualClock, 'now' | 'realMillisecondsUntil'>): DeliveryReports {
  let waiting: readonly Waiting[] = [];
  let ways: Readonly<Record<string, ReportBy>> = {};
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const keep = (one: Waiting): void => {
    waiting = [...waiting, one].slice(-WAITING_MAX);
    plan();
  };
  const plan = (): void => {
    clearTimeout(timer);
    if (stopped || waiting.length === 0) return;
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt));
    timer = setTimeout(() => void reportDue(), Math.max(FIRST_PAUSE_MS, clock.realMillisecondsUntil(next)));
  };
  const report = async ({ channel, sms, tries, dueAt }: Waiting): Promise<void> => {
    const isHeard = await ways[channel]?.(sms, Math.max(dueAt, clock.now())).catch(() => false);
    const pause = PAUSES_MINUTES[tries];
    if (isHeard !== false || pause === undefined) return;
    keep({ channel, sms, tries: tries + 1, dueAt: clock.now() + pause * MINUTE });
  };
  const reportDue = async (): Promise<boolean> => {
    const due = waiting.filter(({ channel, dueAt }) => dueAt <= clock.now() && Object.hasOwn(ways, channel));
    waiting = waiting.filter((one) => !due.includes(one));
    running = Promise.all([running, ...due.map(report)]);
    await running;
    plan();
    return due.length > 0;
  };

  return {
    took(channel, accepted) {
      if (isAcceptedSms(accepted)) keep({ channel, sms: accepted, tries: 0, dueAt: clock.now() });
    },
    open(given) {
      ways = given;
    },
    drain: reportDue,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
