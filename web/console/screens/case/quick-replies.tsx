import { searchFaq } from '../../../../shared/faq/search-faq.ts';
import { useLive } from '../../api/live.ts';
import type { OfficeCase, ShownOfficeFaq, ShownTemplates } from '../../api/shapes.ts';
import { words } from '../../text/words.ts';

/** Templates seldom change, and who is typing does not wait for one. */
const EVERY_MS = 600_000;

/** As long as the API lets a reply be. */
export const REPLY_MAX = 2000;

interface QuickRepliesProps {
  readonly found: OfficeCase;
  readonly text: string;
  readonly write: (text: string) => void;
}

const ANSWERS_MAX = 3;

/** The approved answers that fit what was asked, in the resident's language. */
function useApprovedAnswers(found: OfficeCase): readonly { readonly title: string; readonly text: string }[] {
  const { data } = useLive<ShownOfficeFaq>('/v1/office/faq', EVERY_MS).value;
  const asked = found.texts.filter(({ by }) => by.kind === 'resident').map(({ text }) => text ?? '');
  const shown = (data?.entries ?? []).flatMap(({ shown: texts, isShown }) =>
    texts !== undefined && isShown
      ? [{ question: texts.question[found.language], answer: texts.answer[found.language] }]
      : [],
  );
  return searchFaq(shown, asked.join('\n'), (one) => one)
    .slice(0, ANSWERS_MAX)
    .map(({ question, answer }) => ({ title: question, text: answer }));
}

/** The station's own texts for this type of case: a tap puts one into the reply, after what is there already. */
export function QuickReplies({ found, text, write }: QuickRepliesProps) {
  const { case: sentences } = words();
  const { data } = useLive<ShownTemplates>('/v1/office/templates', EVERY_MS).value;
  const offered = (data?.templates ?? []).filter(
    ({ types }) => types === undefined || types.includes(found.type),
  );
  const answers = useApprovedAnswers(found);
  const all = [...offered, ...answers];
  if (all.length === 0) return null;
  return (
    <ul class="quick" aria-label={sentences.quickReplies}>
      {all.map((template) => {
        const then = text.trim() === '' ? template.text : `${text.trimEnd()}\n${template.text}`;
        return (
          <li key={template.title}>
            <button
              type="button"
              title={template.text}
              disabled={then.length > REPLY_MAX}
              onClick={() => {
                write(then);
                document.getElementById('box-reply')?.focus();
              }}
            >
              {template.title}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
