import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everyStage, prodStage, resourcesOf, templateOf } from '../infra/stack.ts';

const page = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** Sections by heading; what explains the commands is no alarm. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const)
    .filter(([heading]) => heading !== 'Ways of looking'),
);

const headings = new Set(
  everyStage.flatMap((stage) =>
    resourcesOf(templateOf(stage), 'AWS::CloudWatch::Alarm').map(
      ({ properties: { AlarmName, AlarmDescription } }) =>
        `${String(AlarmName).replace(`huiying-${stage.name}-`, '')}: ${AlarmDescription}`,
    ),
  ),
);

describe('the runbook', () => {
  it.each([...headings])('has the heading “%s”, and says what to look at and what to do', (heading) => {
    const section = sections.get(heading);
    expect(section).toMatch(/^Look: ./m);
    expect(section).toMatch(/^Do: ./m);
  });

  it('has no heading for an alarm that is not there', () => {
    expect([...sections.keys()].filter((heading) => !headings.has(heading))).toEqual([]);
  });

  it.each([...sections])('in “%s” uses only commands that it explains', (_, section) => {
    const known = page.slice(0, page.indexOf('## sweep-heartbeat'));
    const used = [...section.matchAll(/`(\w+)(?: [\w<>-]+)*`/g)].map(([, command = '']) => command);
    const commands = used.filter((command) =>
      [
        'logs',
        'letters',
        'empty',
        'board',
        'clock',
        'proof',
        'caserow',
        'facts',
        'roster',
        'dynamo',
      ].includes(command),
    );
    for (const command of commands) expect(known).toContain(`${command}() {`);
  });

  it('names queues and functions as the template does', () => {
    const ids = Object.keys(templateOf(prodStage).toJSON().Resources);
    const queues = [...page.matchAll(/(?:letters|empty) ([A-Z]\w+)/g)].map(([, name = '']) => name);
    const functions = [...page.matchAll(/logs ([a-z]+) /g)].map(([, name = '']) => name);
    expect(queues.length).toBeGreaterThan(0);
    const missing = (names: string[], kind: RegExp) =>
      names.filter(
        (name) => !ids.some((id) => kind.test(id) && id.toLowerCase().includes(name.toLowerCase())),
      );
    expect(missing(queues, /Queue/)).toEqual([]);
    expect(missing(functions, /Logs/)).toEqual([]);
  });
});
