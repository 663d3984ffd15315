import { say, words } from '../../../text/words.ts';
import { type Content, isObject, valueAt } from './content.ts';
import { type FormField, type Group, type HoursName, hoursAt, type Section } from './field.ts';
import { optionsIn } from './options.ts';
import { settingsWords } from './settings-words.ts';
import { typeSections } from './type-fields.ts';

/** A policy as groups of fields: each type of case, the escalations, and what holds for all. */
export const policyGroups = (content: Content, before: Content): readonly Group[] => [
  ...typesIn(content).map((type) => ({
    id: type,
    title: (words().types as Readonly<Record<string, string>>)[type] ?? type,
    sections: typeSections(type, content, before),
  })),
  ...escalationGroups(content),
  generalGroup(content),
];

/** In the order of the catalogue, which is that of the pages of residents. */
function typesIn(content: Content): readonly string[] {
  const { types } = content;
  const known = Object.keys(words().types);
  return isObject(types) ? [...known.filter((type) => type in types), ...unknownIn(types, known)] : [];
}

const unknownIn = (types: object, known: readonly string[]): readonly string[] =>
  Object.keys(types).filter((type) => !known.includes(type));

/** Who is called, after how long, in which hours: the levels of each priority stand together. */
function escalationGroups(content: Content): readonly Group[] {
  const { policy, priorities } = settingsWords();
  const { escalations } = content;
  const named = isObject(escalations) ? Object.keys(escalations) : [];
  return named.map((priority) => ({
    id: `escalations-${priority}`,
    title: say(policy.escalation, {
      priority: (priorities as Readonly<Record<string, string>>)[priority] ?? priority,
    }),
    sections: escalationSections(priority, content),
    adders: [
      {
        list: `escalations.${priority}.levels`,
        label: say(policy.addLevel, { priority }),
        made: { responsible: 'chief', after: { hours: '' } },
      },
    ],
  }));
}

function escalationSections(priority: string, content: Content): readonly Section[] {
  const { policy, fields, calendars } = settingsWords();
  const { responsibles } = words();
  const path = `escalations.${priority}`;
  const hours = hoursAt(content, `${path}.calendar`);
  const levels = valueAt(content, `${path}.levels`);
  const count = Array.isArray(levels) ? levels.length : 0;
  const { guard, officer, chief, district, assignee } = responsibles;
  const called = optionsIn({ guard, officer, chief, district, assignee });
  return [
    {
      title: policy.escalations,
      fields: [
        {
          path: `${path}.calendar`,
          label: fields.levelCalendar,
          kind: 'select',
          options: optionsIn(calendars),
        },
      ],
    },
    ...Array.from({ length: count }, (_, index): Section => {
      const level = `${path}.levels.${index}`;
      return {
        title: say(policy.level, { n: index + 1 }),
        item: { list: `${path}.levels`, index },
        fields: [
          { path: `${level}.responsible`, label: fields.responsible, kind: 'select', options: called },
          { path: `${level}.after`, label: fields.after, kind: 'length', hours },
        ],
      };
    }),
  ];
}

function generalGroup(content: Content): Group {
  const { policy, fields, languages } = settingsWords();
  const length = (path: 'thirdPartyMax' | 'appointmentGrace' | 'decision', hours: HoursName): FormField => ({
    path,
    label: fields[path],
    kind: 'length',
    hours,
  });
  const number = (path: 'waitsMax' | 'extensionsMax'): FormField => ({
    path,
    label: fields[path],
    kind: 'number',
  });
  const budget = (
    name: 'reportsPerAddress' | 'reportsPerPlace' | 'reportsInAll' | 'missesPerAddress',
  ): FormField => ({ path: `budgets.${name}`, label: fields[name], kind: 'number' });
  const { helperSilence } = content;
  const helpers = isObject(helperSilence) ? Object.keys(helperSilence) : [];
  return {
    id: 'general',
    title: policy.general,
    sections: [
      {
        title: policy.general,
        fields: [
          {
            path: 'staffLanguage',
            label: fields.staffLanguage,
            kind: 'select',
            options: optionsIn(languages),
          },
          number('waitsMax'),
          number('extensionsMax'),
          length('thirdPartyMax', 'always'),
          length('appointmentGrace', 'always'),
          length('decision', 'office'),
        ],
      },
      {
        title: policy.budgets,
        hint: policy.budgetsHint,
        fields: [
          budget('reportsPerAddress'),
          budget('reportsPerPlace'),
          budget('reportsInAll'),
          budget('missesPerAddress'),
        ],
      },
      ...(helpers.length === 0
        ? []
        : [
            {
              title: policy.helpers,
              fields: helpers.map(
                (priority): FormField => ({
                  path: `helperSilence.${priority}`,
                  label: say(policy.helper, { priority }),
                  kind: 'length',
                  hours: 'always',
                }),
              ),
            },
          ]),
    ],
  };
}
