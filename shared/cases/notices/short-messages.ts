import type { Instant } from '../../engine/calendar/instant.ts';
import { localDayAt } from '../../engine/calendar/local-day.ts';
import type { StationId } from '../../engine/scope.ts';

/** How many short messages a station has paid for today, and for how many it pays on one day. */
export interface ShortMessages {
  readonly today: number;
  readonly perDayMax: number;
}

/** The counter of the short messages of a station on the day of this instant. */
export const smsCounter = (station: StationId, now: Instant): string => `sms#${station}#${localDayAt(now)}`;

export interface ShortMessagesWorld {
  /** What a counter stands at, 0 for one that does not exist. */
  readonly counted: (name: string) => Promise<number>;
  readonly smsPerDayMax: (station: StationId) => Promise<number>;
}

export const shortMessages =
  ({ counted, smsPerDayMax }: ShortMessagesWorld) =>
  async (station: StationId, now: Instant): Promise<ShortMessages> => {
    const [today, perDayMax] = await Promise.all([counted(smsCounter(station, now)), smsPerDayMax(station)]);
    return { today, perDayMax };
  };
