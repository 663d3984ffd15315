import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';
import { CANARY, PHONE } from '../on-case-page.ts';

/** What only staff may read: notes, priorities, escalation levels, full telephone numbers, internal field names. */
const secrets: readonly RegExp[] = [
  new RegExp(CANARY),
  // In any notation, up to the digits that the page replaces with dots.
  new RegExp([...PHONE.slice(0, 7)].join('\\D?')),
  /\bP[0-4]\b/,
  /\b(level|escalation|assignee|dueKind|dueAt|caseId|p-officer|p-chief)\b/,
];

/** Style, scripts and icons contain such names and numbers without meaning. */
const content = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<script>.*?<\/script>/gs, '')
    .replace(/<svg.*?<\/svg>/gs, '');

export const privacy = pageCheck({
  number: 23,
  title: 'Notes, priorities, levels, whole numbers on the page',
  bar: atMost(0),
  async measure({ html }) {
    const faults = secrets.flatMap((secret) => secret.exec(content(html))?.[0] ?? []);
    return { value: faults.length, faults };
  },
});
