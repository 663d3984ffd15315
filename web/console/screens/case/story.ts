import type { OfficeCase } from '../../api/shapes.ts';
import { personName } from '../../api/station.ts';
import { say, words } from '../../text/words.ts';

type Fact = OfficeCase['history'][number];
type Text = OfficeCase['texts'][number];

/** Who speaks; each voice has its own sign. */
export type Voice = 'resident' | 'staff' | 'helper' | 'clock' | 'late' | 'note';

export interface StoryStep {
  readonly key: string;
  readonly voice: Voice;
  readonly who: string;
  readonly at: string;
  readonly what: string;
  readonly texts: readonly Text[];
  /** Whether the resident sees it; undefined where nobody would ask. */
  readonly seen: boolean | undefined;
}

const shownToResident: ReadonlySet<Text['kind']> = new Set(['reply', 'question', 'reason', 'announcement']);
const hiddenFromResident: ReadonlySet<Text['kind']> = new Set(['note', 'proposal', 'helper-words']);
const late: ReadonlySet<string> = new Set(['breached', 'level-reached', 'delivery-failed']);

/** The history with its texts: each text stands below the first fact of the commit that wrote it. */
export function storyOf({ history, texts, secretReporter }: OfficeCase): readonly StoryStep[] {
  const begun = new Set<number>();
  return history.map((fact) => {
    const isFirst = !begun.has(fact.version);
    begun.add(fact.version);
    const own = isFirst ? texts.filter(({ version }) => version === fact.version) : [];
    return {
      key: `${fact.version}-${fact.index}`,
      voice: voiceOf(fact),
      who: whoIs(fact.by),
      at: fact.at,
      what: whatIs(fact),
      texts: own,
      seen: seenOf(own, secretReporter),
    };
  });
}

function seenOf(own: readonly Text[], isSecret: boolean): boolean | undefined {
  if (own.some(({ kind }) => shownToResident.has(kind))) return !isSecret;
  return own.some(({ kind }) => hiddenFromResident.has(kind)) ? false : undefined;
}

function voiceOf({ by, fact }: Fact): Voice {
  if (fact === 'noted' || fact === 'rejection-proposed') return 'note';
  if (late.has(fact)) return 'late';
  if (by.kind === 'resident' || by.kind === 'co-reporter') return 'resident';
  if (by.kind === 'helper') return 'helper';
  return by.kind === 'staff' ? 'staff' : 'clock';
}

export function whoIs(by: Fact['by']): string {
  const { case: sentences, roles } = words();
  switch (by.kind) {
    case 'staff':
      return by.person === undefined ? (by.role ? roles[by.role] : '') : personName(by.person);
    case 'resident':
      return sentences.resident;
    case 'co-reporter':
      return sentences.coReporter;
    case 'helper':
      return sentences.helper;
    case 'clock':
      return sentences.clock;
    case 'system':
      return sentences.system;
  }
}

/** The sentence of a fact with its particulars in words. */
export function whatIs({ fact, particulars = {} }: Fact): string {
  const { facts, clocks, responsibles, outcomes, types, case: sentences } = words();
  const sentence = facts[fact as keyof typeof facts] ?? fact;
  const named = (catalogue: Readonly<Record<string, string>>, value: unknown): string | undefined =>
    typeof value === 'string' ? (catalogue[value] ?? value) : undefined;
  const { helperFor, helperAnswers, ratings } = sentences;
  return say(sentence, {
    clock: named(clocks, particulars.clock) ?? '',
    person: typeof particulars.person === 'string' ? personName(particulars.person) : '',
    level: Number(particulars.level ?? 0),
    who: named(responsibles, particulars.responsible) ?? named(helperFor, particulars.for) ?? '',
    what:
      named(types, particulars.type) ??
      named(outcomes, particulars.outcome ?? particulars.reason ?? particulars.target) ??
      named(clocks, particulars.milestone) ??
      named(helperAnswers, particulars.answer) ??
      named(ratings, particulars.rating) ??
      '',
  });
}
