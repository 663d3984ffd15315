import { useSignal } from '@preact/signals';
import { useLive } from '../../api/live.ts';
import type { ShownOfficeFaq } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';
import { BackToStation } from '../station/station-screen.tsx';
import { type FaqEntry, faqDraft } from './faq-draft.ts';
import { FaqForm } from './faq-form.tsx';
import { FaqItem } from './faq-item.tsx';

const EVERY_MS = 30_000;

/** The common questions of the station: what waits for approval first, then what is due to be looked at again. */
export function FaqScreen() {
  const { faq, shell } = words();
  const { data, problem } = useLive<ShownOfficeFaq>('/v1/office/faq', EVERY_MS).value;
  const isWriting = useSignal(faqDraft(undefined).isTyped);
  const { role } = station().me;
  const mayChange = role === 'officer' || role === 'chief';
  return (
    <main class="wrap narrow" id="main" tabIndex={-1}>
      <BackToStation />
      <h1>{faq.title}</h1>
      <p class="hint">{faq.hint}</p>
      {mayChange && (
        <p>
          <button
            type="button"
            class="btn"
            aria-expanded={isWriting.value}
            onClick={() => {
              isWriting.value = !isWriting.value;
            }}
          >
            {faq.write}
          </button>
        </p>
      )}
      {mayChange && isWriting.value && (
        <FaqForm
          entry={undefined}
          done={() => {
            isWriting.value = false;
          }}
        />
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {data?.entries.length === 0 && <p>{faq.none}</p>}
      <ul class="templates">
        {[...(data?.entries ?? [])].sort(byUrgency).map((entry) => (
          <FaqItem key={entry.id} entry={entry} />
        ))}
      </ul>
    </main>
  );
}

const byUrgency = (one: FaqEntry, other: FaqEntry): number =>
  Number(other.draft !== undefined) - Number(one.draft !== undefined) ||
  (one.lookAgainAt ?? '').localeCompare(other.lookAgainAt ?? '');
