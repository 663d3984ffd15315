/** What comes next for a resident, said without a clock's inner name. */
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
