import type { Bar } from './bar.ts';
import type { Fixtures } from './fixtures.ts';
import type { OpenPage } from './open-page.ts';
import type { Render } from './render.ts';

/** One measurement: its value, and a description of each fault for the developer who fixes it. */
export interface Measure {
  readonly value: number;
  readonly faults?: readonly string[];
}

/** A measurement and the page or journey it was taken of. */
export interface Reading extends Measure {
  readonly where: string;
}

interface CheckBase {
  /** Number in the design’s list of checks; several checks may share one. */
  readonly number: number;
  readonly title: string;
  readonly bar: Bar;
  /** Times depend on the machine, so they are reported and never fail the run. */
  readonly effect: 'gates' | 'is reported';
}

/** A check that runs on every page in every state. */
export interface PageCheck extends CheckBase {
  readonly kind: 'page';
  /** Limits the check to some renders; absent, it applies to all. */
  readonly appliesTo?: (render: Render) => boolean;
  /** `undefined` when the page has no such element. */
  measure(open: OpenPage): Promise<Measure | undefined>;
}

/** A check that needs several steps in the browser, or is measured once and not per render. */
export interface JourneyCheck extends CheckBase {
  readonly kind: 'journey';
  measure(fixtures: Fixtures): Promise<readonly Reading[]>;
}

export type Check = PageCheck | JourneyCheck;

export const pageCheck = (check: Omit<PageCheck, 'kind' | 'effect'>): PageCheck => ({
  ...check,
  kind: 'page',
  effect: 'gates',
});

export const journeyCheck = (check: Omit<JourneyCheck, 'kind' | 'effect'>): JourneyCheck => ({
  ...check,
  kind: 'journey',
  effect: 'gates',
});
