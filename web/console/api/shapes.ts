/** What the API answers, by the schemas that its document is made from. */
export type {
  Board,
  Me,
  OfficeCase,
  ShownBrief,
  ShownChannelTest,
  ShownComparison,
  ShownExplanation,
  ShownFound,
  ShownHelpers,
  ShownMove,
  ShownOfficeFaq,
  ShownPeople,
  ShownPerson,
  ShownPlaces,
  ShownProof,
  ShownRevealed,
  ShownRosterChange,
  ShownSettings,
  ShownStatistics,
  ShownStuck,
  ShownTemplates,
  ShownTypes,
  TakenIn,
} from '../../../shared/http/views/shown-types.ts';

import type { Board, ShownStatistics } from '../../../shared/http/views/shown-types.ts';

export type BoardRow = Board['rows'][number];
export type ShownGroup = NonNullable<ShownStatistics['groups']['type']>[number];
export type ShownRate = ShownStatistics['totals']['response'];

/** What a list is narrowed by. */
export interface BoardFilters {
  readonly building?: string;
  readonly place?: string;
  readonly type?: string;
  readonly assignee?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Problem Details (RFC 9457) of the API, in the reader's language. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  /** With `token-used`: a new token to send the same report with. */
  readonly freshToken?: string;
}
