import { describe, expect, it } from 'vitest';
import { everyStage, prodStage, resourcesOf, templateOf } from '../infra/stack.ts';
import { commandsOf, text as page, sections, waysOf } from './runbook-page.ts';

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

  it('explains the same commands for every place', () => {
    expect(commandsOf(waysOf('On one machine')).size).toBeGreaterThan(10);
    const onAws = new Set(
      [...commandsOf(waysOf('On AWS'))].filter((name) => !['output', 'found'].includes(name)),
    );
    expect(onAws).toEqual(commandsOf(waysOf('On one machine')));
  });

  it.each([...sections])(
    'in “%s” gives no command of AWS without saying that it needs an account',
    (_, section) => {
      for (const paragraph of section.split('\n\n').filter((one) => one.includes('`aws '))) {
        expect(paragraph.slice(0, paragraph.indexOf('`aws '))).toContain('**On AWS:**');
      }
    },
  );

  it('names queues and functions as the template does', () => {
    const ids = Object.keys(templateOf(prodStage).toJSON().Resources);
    const queues = [...page.matchAll(/(?:deadletters|redrive|empty) ([A-Z]\w+)/g)].map(
      ([, name = '']) => name,
    );
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
