import type { ShownOfficeFaq } from '../../api/shapes.ts';
import { go } from '../../route.ts';
import { writeDraft } from '../../session/drafts.ts';
import { type FormDraft, formDraft } from '../../session/form-draft.ts';

export type FaqEntry = ShownOfficeFaq['entries'][number];
type Words = NonNullable<FaqEntry['shown']>;

/** What the form of a question holds. */
export interface FaqFields extends Words {
  readonly lookAgainDays: number;
  /** The case whose reply it is made from. */
  readonly caseId?: string;
}

const LOOK_AGAIN_DAYS = 180;
const empty = { 'zh-CN': '', en: '' };
const ABOUT = 'faq';
export const NEW = 'new';

/** The form of an entry, which begins with the words that wait, or with those that are shown; or of a new one. */
export function faqDraft(entry: FaqEntry | undefined): FormDraft<FaqFields> {
  const { question, answer } = entry?.draft?.words ?? entry?.shown ?? { question: empty, answer: empty };
  const lookAgainDays = entry?.lookAgainDays ?? LOOK_AGAIN_DAYS;
  return formDraft(ABOUT, entry?.id ?? NEW, { question, answer, lookAgainDays }, entry?.draft?.version);
}

/** Whether a new question is being written already: a second one would take its place. */
export const isWritingNew = (): boolean => faqDraft(undefined).isTyped;

/** Begins a new question with the words of a good reply. One that is too long is refused when it is sent, and nothing is cut. */
export function beginFromReply(text: string, language: 'zh-CN' | 'en', caseId: string): void {
  const values: FaqFields = {
    question: empty,
    answer: { ...empty, [language]: text },
    lookAgainDays: LOOK_AGAIN_DAYS,
    caseId,
  };
  writeDraft(ABOUT, NEW, JSON.stringify({ values }));
  go({ screen: 'faq' });
}
