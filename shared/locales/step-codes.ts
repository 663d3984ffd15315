/** What comes next for a resident, independent of the internal kinds of clocks. */
export const stepCodes = [
  'answer',
  'news',
  'result',
  'your-answer',
  'third-party',
  'appointment',
  'handover',
  'decision',
  'window',
  'follow-up',
] as const;
export type StepCode = (typeof stepCodes)[number];
