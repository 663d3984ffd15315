import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** The sections of the alarms by heading, without the section that explains the commands. */
export const sections: ReadonlyMap<string, string> = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const)
    .filter(([heading]) => heading !== 'Ways of looking'),
);

/** The shell commands of the runbook as they are written for one environment. */
export const waysOf = (place: 'On AWS' | 'On one machine'): string =>
  [place, 'In both']
    .map((title) => new RegExp(`^### ${title}\\n\\n\`\`\`sh\\n(.*?)\`\`\``, 'ms').exec(page)?.[1] ?? '')
    .join('\n');

/** The shell functions that these commands define. */
export const commandsOf = (ways: string): ReadonlySet<string> =>
  new Set([...ways.matchAll(/^(\w+)\(\) \{/gm)].map(([, name = '']) => name));

/** All commands in the steps of the page, as `<alarm>: <command>`, in the order of the page. */
export function stepsOf(known: ReadonlySet<string>): readonly string[] {
  return [...sections].flatMap(([heading, section]) => {
    const alarm = heading.slice(0, heading.indexOf(':'));
    const commands = [...section.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
    return [...new Set(commands.filter((command) => known.has(command.split(' ')[0] ?? '')))].map(
      (command) => `${alarm}: ${command}`,
    );
  });
}

/** Alarms with a step that needs an AWS account. */
export const alarmsThatNeedAws = (): readonly string[] =>
  [...sections].flatMap(([heading, section]) =>
    section.includes('**On AWS:**') ? [heading.slice(0, heading.indexOf(':'))] : [],
  );

export const text = page;
