import { caseTypes } from '../../shared/cases/case-type.ts';
import {
  lifecycle,
  type Move,
  mayAsk,
  moves,
  openStatuses,
  type Status,
  target,
  terminalStatuses,
} from '../../shared/cases/lifecycle.ts';
import type { Length } from '../../shared/engine/calendar/calendar.ts';
import { priorities } from '../../shared/engine/priority.ts';
import type { Terms, TypePolicy } from '../../shared/policies/policy.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';

const statuses: readonly Status[] = [...openStatuses, ...terminalStatuses];

/** The text of docs/lifecycle.md, generated from the lifecycle table and the standard policy. */
export const lifecyclePage = (): string => `# Lifecycle, clocks and case types

A test generates this page from \`shared/cases/lifecycle.ts\` and the standard of \`shared/policies\`, and fails when it is
stale (\`npm test -- test/docs -u\` writes it anew). A station can publish a policy of its own ([deploy.md](deploy.md)).

## Statuses

\`\`\`mermaid
stateDiagram-v2
  [*] --> received
${arrows().join('\n')}
${terminalStatuses.map((status) => `  ${status} --> [*]`).join('\n')}
\`\`\`

The clock itself moves a case from \`waiting-resident\` back to \`in-progress\` when the resident stays silent, and from
\`resolved\`, \`not-resolved\` and \`rejected\` to \`closed\` when the window is over. An ended case is opened again only
by a person: by a chief with a written reason, and after a withdrawal by its reporter, for as long as the reopen window.
Whatever the resident adds ends the wait for them: words, a wish, a photo that was kept, and a wish to withdraw that an
officer must decide.

## Moves

| Move | Asked by | From → to |
|---|---|---|
${moves.map(moveRow).join('\n')}

## Escalation policies

| Priority | Calendar | Levels |
|---|---|---|
${priorities.map(escalationRow).join('\n')}

## Case types

${caseTypes.map((type) => typeSection(type, standardPolicy.types[type])).join('\n\n')}
`;

/** One arrow for each pair of statuses, with all moves between them. Moves that keep the status are in the table. */
function arrows(): readonly string[] {
  const named = new Map<string, string[]>();
  for (const move of moves) {
    for (const from of statuses) {
      const to = target(move, from);
      if (to === undefined || to === from) continue;
      const arrow = `  ${from} --> ${to}`;
      named.set(arrow, [...(named.get(arrow) ?? []), move]);
    }
  }
  return [...named].map(([arrow, by]) => `${arrow}: ${by.join(', ')}`);
}

function moveRow(move: (typeof moves)[number]): string {
  const leads = statuses.flatMap((from) => {
    const to = target(move, from);
    return to === undefined ? [] : [`${to === from ? from : `${from} → ${to}`}${onlyBy(move, from)}`];
  });
  return `| \`${move}\` | ${lifecycle[move].by.join(', ')} | ${leads.join(' · ')} |`;
}

/** Who may ask in a status in which not everybody may who asks for the move. */
function onlyBy(move: Move, from: Status): string {
  const { by } = lifecycle[move];
  const here = by.filter((mover) => mayAsk(move, mover, from));
  return here.length === by.length ? '' : ` (${here.join(', ')})`;
}

function escalationRow(priority: (typeof priorities)[number]): string {
  const { calendar, levels } = standardPolicy.escalations[priority];
  return `| ${priority} | ${calendar} | ${levels.map(({ responsible, after }) => `${responsible} after ${inWords(after)}`).join(' · ')} |`;
}

function inWords(length: Length): string {
  const [unit, count] = Object.entries(length)[0] ?? ['', 0];
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}

const typeSection = (type: string, policy: TypePolicy): string => `### ${type}

| Applies when | Priority · calendar | acknowledge · respond · resolve |
|---|---|---|
${policy.terms.map(termsRow).join('\n')}

First notified: ${policy.firstResponsible}; escalates from ${policy.escalatesFrom}; update every ${inWords(policy.update)} (${policy.updateCalendar}); reopen window ${inWords(policy.window)}; closes ${policy.closing}; outcomes: ${policy.outcomes.join(', ')}.${dates(policy)}`;

function termsRow({ when = [], priority, calendar, acknowledge, respond, resolve }: Terms): string {
  const conditions = when.map((condition) =>
    'question' in condition
      ? `${condition.question}: ${condition.oneOf.join(', ')}`
      : `happened within ${inWords(condition.occurredWithin)}`,
  );
  const lengths = [acknowledge, respond, resolve].map((length) => (length ? inWords(length) : '–'));
  return `| ${conditions.join(' or ') || 'always'} | ${priority} · ${calendar} | ${lengths.join(' · ')} |`;
}

const dates = ({ milestones }: TypePolicy): string =>
  milestones.length === 0
    ? ''
    : `\n\nDates of its own: ${milestones
        .map(
          ({ kind, length, calendar, starts }) => `${kind} ${inWords(length)} (${calendar}) from ${starts}`,
        )
        .join('; ')}.`;
