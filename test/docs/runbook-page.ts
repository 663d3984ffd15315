import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** Sections by heading; what explains the commands is no alarm. */
export const sections: ReadonlyMap<string, string> = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const)
    .filter(([heading]) => heading !== 'Ways of looking'),
);

/** What an operator puts into the shell, in the form of one place. */
export const waysOf = (place: 'On AWS' | 'On one machine'): string =>
  [place, 'In both']
    .map((title) => new RegExp(`^### ${title}\\n\\n\`\`\`sh\\n(.*?)\`\`\``, 'ms').exec(page)?.[1] ?? '')
    .join('\n');

/** The commands that a shell knows after that. */
export const commandsOf = (ways: string): ReadonlySet<string> =>
  new Set([...ways.matchAll(/^(\w+)\(\) \{/gm)].map(([, name = '']) => name));

/** Every command that the page tells somebody to give, as `<alarm>: <command>`, in the page's own order. */
export function stepsOf(known: ReadonlySet<string>): readonly string[] {
  return [...sections].flatMap(([heading, section]) => {
    const alarm = heading.slice(0, heading.indexOf(':'));
    const commands = [...section.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
    return [...new Set(commands.filter((command) => known.has(command.split(' ')[0] ?? '')))].map(
      (command) => `${alarm}: ${command}`,
    );
  });
}

/** Alarms with a step that needs an account. */
export const alarmsThatNeedAws = (): readonly string[] =>
  [...sections].flatMap(([heading, section]) =>
    section.includes('**On AWS:**') ? [heading.slice(0, heading.indexOf(':'))] : [],
  );

/** The page as it stands, but for the commands of one place that only explain. */
export const text = page;
