import { say } from '../../../text/words.ts';
import { type Content, valueAt } from './content.ts';
import type { Adder, FormField, Group, Section } from './field.ts';
import { settingsWords } from './settings-words.ts';

/** A calendar: the hours of a day with lunch between two spans, the quiet hours, and the holidays. */
export function calendarGroups(content: Content): readonly Group[] {
  const { calendar } = settingsWords();
  const office = `hours.office`;
  const duty = `hours.duty`;
  return [
    {
      id: 'hours',
      title: calendar.hours,
      sections: [
        ...hoursSections(office, calendar.office, calendar.officeHint, content),
        ...hoursSections(duty, calendar.duty, calendar.dutyHint, content),
        { title: calendar.always, hint: calendar.alwaysHint, fields: [] },
        {
          title: calendar.quiet,
          hint: calendar.quietHint,
          fields: [{ path: 'quietHours', label: calendar.quiet, kind: 'span', crossesMidnight: true }],
        },
      ],
      adders: [spanAdder(office, calendar.office), spanAdder(duty, calendar.duty)],
    },
    {
      id: 'holidays',
      title: calendar.holidays,
      sections: [
        {
          title: calendar.holidays,
          hint: calendar.horizonHint,
          fields: [
            { path: 'holidays.horizon', label: calendar.horizon, kind: 'day' },
            { path: 'holidays.daysOff', label: calendar.daysOff, kind: 'days' },
            { path: 'holidays.makeUpDays', label: calendar.makeUpDays, kind: 'days' },
          ],
        },
      ],
    },
  ];
}

const spanAdder = (list: string, hours: string): Adder => ({
  list,
  label: say(settingsWords().calendar.addSpan, { hours }),
  made: { fromMinute: null, toMinute: null },
});

function hoursSections(list: string, title: string, hint: string, content: Content): readonly Section[] {
  const { calendar } = settingsWords();
  const spans = valueAt(content, list);
  const count = Array.isArray(spans) ? spans.length : 0;
  const fields = (index: number): readonly FormField[] => [
    { path: `${list}.${index}`, label: say(calendar.span, { n: index + 1 }), kind: 'span' },
  ];
  return Array.from({ length: Math.max(count, 1) }, (_, index) => ({
    title: index === 0 ? title : `${title} ${say(calendar.span, { n: index + 1 })}`,
    ...(index === 0 && { hint }),
    fields: index < count ? fields(index) : [],
    ...(index < count && { item: { list, index } }),
  }));
}
