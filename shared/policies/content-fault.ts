/** Why content of a station may not be published. Every catalogue has the sentence of each, with its consequence. */
export const contentFaultCodes = [
  'wrong-shape',
  'no-type',
  'no-types',
  'type-left-out',
  'unasked-condition',
  'urgent-by-day',
  'no-terms',
  'no-last-terms',
  'no-next-step',
  'nobody-decides',
  'date-without-length',
  'unknown-date',
  'reveals-reporters',
  'never-alike',
  'alike-unasked',
  'levels-not-ascending',
  'quiet-too-long',
  'hardly-open',
  'other-century',
  'hours-contradict',
  'breaks-policy',
  'channel-twice',
  'unknown-kind',
  'too-short-channel',
  'route-without-channel',
  'unknown-channel',
  'no-route',
] as const;
export type ContentFaultCode = (typeof contentFaultCodes)[number];

/** One reason, with where in the content it is. */
export interface ContentFault {
  readonly code: ContentFaultCode;
  /** Of the field in the content: `types.lost-item.residentAnswer`. Empty for the content as a whole. */
  readonly path: string;
  /** What the sentence names, as codes. */
  readonly names: Readonly<Record<string, string>>;
  /** For the author of a file. */
  readonly sentence: string;
}

export const fault = (
  code: ContentFaultCode,
  path: string,
  names: ContentFault['names'],
  sentence: string,
): ContentFault => ({ code, path, names, sentence });
