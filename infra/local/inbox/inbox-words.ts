import type { Responsible } from '../../../shared/engine/responsible.ts';
import type { ResultName } from './result.ts';

/** All texts of the inbox in one language. */
export interface Words {
  readonly title: string;
  readonly localOnly: string;
  readonly nobodyTold: string;
  readonly none: string;
  readonly noneHere: string;
  readonly night: (messages: number) => string;
  readonly cut: string;
  readonly who: string;
  readonly everybody: string;
  readonly which: string;
  readonly allCases: string;
  readonly show: string;
  readonly states: string;
  readonly all: string;
  readonly results: Readonly<Record<ResultName, string>>;
  readonly morePhones: (phones: number) => string;
  readonly earlier: (messages: number) => string;
  readonly asJson: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly day: (month: number, day: number) => string;
  /** Names of channels, by kind; `none` for one that is not chosen yet. */
  readonly channels: Readonly<Record<string, string>>;
  /** What is worth knowing of what arrives there. */
  readonly hints: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<Responsible, string>>;
  readonly number: (reference: string) => string;
  /** Over whose name `channel` is on. */
  readonly on: (owner: string, channel: string) => string;
  readonly group: (people: number) => string;
  readonly robot: string;
  readonly robotLetter: string;
  readonly inboxOf: string;
  readonly lockScreen: string;
  readonly nothingYet: string;
  readonly result: string;
  /** How a provider said that it took a message, by its kind. */
  readonly took: Readonly<Record<string, string>>;
  readonly reported: (code: string) => string;
  readonly takenOver: Readonly<Record<string, string>>;
  /** What happened, and when. */
  readonly at: (said: string, time: string) => string;
  readonly because: (said: string, reason: string) => string;
  readonly waits: (at: string) => string;
  readonly waitsForBrief: (at: string) => string;
  readonly triesAgain: (at: string) => string;
  readonly notSent: string;
  readonly notArrived: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly otherReason: (code: string) => string;
  readonly length: string;
  readonly bytes: (bytes: string, max: string) => string;
  readonly bytesOfRequest: (bytes: string, max: string) => string;
  readonly characters: (characters: string) => string;
  readonly shortMessages: (characters: string, parts: number, part: number) => string;
  readonly order: string;
  readonly cost: string;
  readonly costs: (today: number, max: number) => string;
  readonly stop: string;
  readonly oneTap: string;
  readonly about: string;
  readonly each: (messages: number) => string;
}
