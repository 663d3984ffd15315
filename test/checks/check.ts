import type { Bar } from './bar.ts';
import type { Stack } from './fixtures.ts';
import type { OpenPage } from './open-page.ts';
import type { Render } from './render.ts';

/** One measurement: a figure, and in words what is wrong, for whoever mends it. */
export interface Measure {
  readonly value: number;
  readonly faults?: readonly string[];
}

/** A measurement and what it was taken of. */
export interface Reading extends Measure {
  readonly where: string;
}

interface Described {
  /** In the design's list of checks; one number may stand for several figures. */
  readonly number: number;
  readonly title: string;
  readonly bar: Bar;
  /** Times depend on the machine: they are reported, and fail nothing. */
  readonly effect: 'gates' | 'is reported';
}

/** Something that must hold of every page, in whatever state. */
export interface PageCheck extends Described {
  readonly kind: 'page';
  /** Where it is asked at all; everywhere when absent. */
  readonly concerns?: (render: Render) => boolean;
  /** Nothing where the page has nothing of the kind. */
  measure(open: OpenPage): Promise<Measure | undefined>;
}

/** Something a resident does, or that is measured once. */
export interface JourneyCheck extends Described {
  readonly kind: 'journey';
  measure(stack: Stack): Promise<readonly Reading[]>;
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
