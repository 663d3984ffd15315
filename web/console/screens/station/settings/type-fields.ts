import { say, words } from '../../../text/words.ts';
import { type Content, isObject, valueAt } from './content.ts';
import { type FormField, type HoursName, hoursAt, type Option, type Section } from './field.ts';
import { optionsIn, withUnknown, yesOrNo } from './options.ts';
import { saidLength } from './said-length.ts';
import { settingsWords } from './settings-words.ts';

type Labels = Readonly<Record<string, string>>;
interface QuestionWords {
  readonly ask: string;
  readonly choices: Labels;
}
type Asked = Readonly<Record<string, Readonly<Record<string, QuestionWords | undefined>> | undefined>>;

/** What one type of case promises, waits for and asks, as sections of fields. */
export const typeSections = (type: string, content: Content, before: Content): readonly Section[] => [
  ...itemsAt(content, `types.${type}.terms`).map((_, index) => termsSection(type, index, content)),
  startSection(type),
  waitsSection(type, content),
  ...itemsAt(content, `types.${type}.milestones`).map((_, index) => dateSection(type, index, content)),
  ...namesAt(content, `types.${type}.questions`).map((name) => questionSection(type, name, content)),
  ...endSections(type, content, before),
];

const itemsAt = (content: Content, path: string): readonly unknown[] => {
  const value = valueAt(content, path);
  return Array.isArray(value) ? value : [];
};
const namesAt = (content: Content, path: string): readonly string[] => {
  const value = valueAt(content, path);
  return isObject(value) ? Object.keys(value) : [];
};

const calendarField = (path: string, label: string): FormField => ({
  path,
  label,
  kind: 'select',
  options: optionsIn(settingsWords().calendars),
});

function termsSection(type: string, index: number, content: Content): Section {
  const { policy, fields, priorities, calendars, resolveSame } = settingsWords();
  const path = `types.${type}.terms.${index}`;
  const hours = hoursAt(content, `${path}.calendar`);
  const own = valueAt(content, `${path}.resolveCalendar`);
  const when = conditionsOf(type, valueAt(content, `${path}.when`));
  const isOnly = itemsAt(content, `types.${type}.terms`).length === 1;
  const length = (name: 'acknowledge' | 'respond' | 'handover'): FormField => ({
    path: `${path}.${name}`,
    label: fields[name],
    kind: 'length',
    hours,
  });
  return {
    title: isOnly
      ? policy.promises
      : say(policy.promisesWhen, { when: when ?? settingsWords().form.otherwise }),
    fields: [
      { path: `${path}.priority`, label: fields.priority, kind: 'select', options: optionsIn(priorities) },
      calendarField(`${path}.calendar`, fields.calendar),
      length('acknowledge'),
      length('respond'),
      {
        path: `${path}.resolve`,
        label: fields.resolve,
        kind: 'length',
        hours: own === undefined ? hours : hoursAt(content, `${path}.resolveCalendar`),
        isOptional: true,
      },
      {
        path: `${path}.resolveCalendar`,
        label: fields.resolveCalendar,
        kind: 'select',
        options: [{ value: undefined, label: resolveSame }, ...optionsIn(calendars)],
      },
      length('handover'),
    ],
  };
}

/** `「有没有这些情况」答 有人动手`: when a promise applies. Conditions are shown, and changed in the file. */
function conditionsOf(type: string, when: unknown): string | undefined {
  if (!Array.isArray(when)) return undefined;
  const { policy } = settingsWords();
  const said = when.map((condition) => {
    if (!isObject(condition)) return '';
    if ('occurredWithin' in condition) {
      return say(policy.occurredWithin, { length: saidLength(condition.occurredWithin, 'always') });
    }
    const { question = '', oneOf } = condition;
    const asked = askedIn(words().questions, type, String(question));
    const choices = (Array.isArray(oneOf) ? oneOf : []).map((one) => asked?.choices[String(one)] ?? one);
    return say(policy.answered, {
      question: asked?.ask ?? String(question),
      choices: choices.join(settingsWords().between),
    });
  });
  return said.join(settingsWords().between);
}

const askedIn = (catalogue: unknown, type: string, name: string): QuestionWords | undefined =>
  (catalogue as Asked)[type]?.[name];

function startSection(type: string): Section {
  const { policy, fields, escalatesFrom } = settingsWords();
  const { guard, officer, chief } = words().responsibles;
  return {
    title: policy.start,
    fields: [
      {
        path: `types.${type}.firstResponsible`,
        label: fields.firstResponsible,
        kind: 'select',
        options: optionsIn({ guard, officer, chief }),
      },
      {
        path: `types.${type}.escalatesFrom`,
        label: fields.escalatesFrom,
        kind: 'select',
        options: optionsIn(escalatesFrom),
      },
    ],
  };
}

function waitsSection(type: string, content: Content): Section {
  const { policy, fields, closing, withdrawal } = settingsWords();
  const path = `types.${type}`;
  const length = (
    name: 'update' | 'residentAnswer' | 'thirdParty' | 'window',
    hours: HoursName,
  ): FormField => ({ path: `${path}.${name}`, label: fields[name], kind: 'length', hours });
  return {
    title: policy.waits,
    fields: [
      length('update', hoursAt(content, `${path}.updateCalendar`)),
      calendarField(`${path}.updateCalendar`, fields.updateCalendar),
      length('residentAnswer', 'always'),
      length('thirdParty', 'office'),
      length('window', 'always'),
      { path: `${path}.closing`, label: fields.closing, kind: 'select', options: optionsIn(closing) },
      {
        path: `${path}.withdrawal`,
        label: fields.withdrawal,
        kind: 'select',
        options: optionsIn(withdrawal),
      },
    ],
  };
}

/** A date of the type: from when it runs, how long, how it reminds, and what happens at its end. */
function dateSection(type: string, index: number, content: Content): Section {
  const { policy, fields, reminders, atEnd } = settingsWords();
  const clocks: Labels = words().clocks;
  const path = `types.${type}.milestones.${index}`;
  const kind = String(valueAt(content, `${path}.kind`));
  const before = valueAt(content, `${path}.reminders`);
  const hours = hoursAt(content, `${path}.calendar`);
  return {
    title: say(policy.date, { name: clocks[kind] ?? kind }),
    hint: policy.dateHint,
    fields: [
      {
        path: `${path}.starts`,
        label: fields.starts,
        kind: 'select',
        options: startsOf(type, kind, content),
      },
      { path: `${path}.length`, label: fields.length, kind: 'length', hours },
      calendarField(`${path}.calendar`, fields.calendar),
      {
        path: `${path}.reminders`,
        label: fields.reminders,
        kind: 'select',
        options: [
          { value: 'percent', label: reminders.percent },
          { value: 'none', label: reminders.none },
          { value: isObject(before) ? before : { beforeEnd: { days: 1 } }, label: reminders.before },
        ],
      },
      // A reminder before the end is counted on the clock on the wall, whatever the hours of its date.
      ...(isObject(before)
        ? [
            {
              path: `${path}.reminders.beforeEnd`,
              label: fields.beforeEnd,
              kind: 'length',
              hours: 'always',
            } as const,
          ]
        : []),
      { path: `${path}.atEnd`, label: fields.atEnd, kind: 'select', options: optionsIn(atEnd) },
    ],
  };
}

/** A date begins with a step of the case, or when another date of the type is reached. */
function startsOf(type: string, kind: string, content: Content): readonly Option[] {
  const { starts, startsAfter } = settingsWords();
  const clocks: Labels = words().clocks;
  const kinds = itemsAt(content, `types.${type}.milestones`).map((one) =>
    isObject(one) ? String(one.kind) : '',
  );
  const others = [...new Set(kinds)].filter((one) => one !== kind);
  return [
    ...optionsIn(starts),
    ...others.map((value) => ({ value, label: say(startsAfter, { name: clocks[value] ?? value }) })),
  ];
}

function questionSection(type: string, name: string, content: Content): Section {
  const { policy, fields } = settingsWords();
  const path = `types.${type}.questions.${name}`;
  const asked = askedIn(words().questions, type, name);
  const { between } = settingsWords();
  return {
    title: say(policy.question, { ask: asked?.ask ?? name }),
    ...(asked !== undefined && {
      hint: say(policy.asked, {
        sentences: `${asked.ask} (${Object.values(asked.choices).join(between)})`,
      }),
    }),
    fields: [
      { path: `${path}.required`, label: fields.required, kind: 'select', options: yesOrNo() },
      {
        path: `${path}.choices`,
        label: fields.choices,
        kind: 'ticks',
        options: withUnknown(optionsIn(asked?.choices ?? {}), valueAt(content, `${path}.choices`)),
      },
    ],
  };
}

function endSections(type: string, content: Content, before: Content): readonly Section[] {
  const { policy, fields } = settingsWords();
  const path = `types.${type}`;
  const { outcomes, moves } = words();
  const named: Labels = outcomes;
  // A result that was taken out can be put back.
  const given = [...new Set([before, content].flatMap((one) => itemsAt(one, `${path}.outcomes`)))];
  return [
    {
      title: policy.results,
      fields: [
        {
          path: `${path}.outcomes`,
          label: fields.outcomes,
          kind: 'ticks',
          options: given.map((value) => ({ value, label: named[String(value)] ?? String(value) })),
        },
      ],
    },
    ...(valueAt(content, `${path}.sameReports`) === undefined
      ? []
      : [
          {
            title: policy.same,
            fields: [
              {
                path: `${path}.sameReports.within`,
                label: fields.sameWithin,
                kind: 'length',
                hours: 'always',
              } as const,
            ],
          },
        ]),
    {
      title: policy.safety,
      fields: [
        { path: `${path}.sensitive`, label: fields.sensitive, kind: 'select', options: yesOrNo() },
        { path: `${path}.secretReporter`, label: fields.secretReporter, kind: 'select', options: yesOrNo() },
        {
          path: `${path}.switchedOff`,
          label: fields.switchedOff,
          kind: 'ticks',
          options: withUnknown(optionsIn(moves), valueAt(content, `${path}.switchedOff`)),
        },
      ],
    },
  ];
}
