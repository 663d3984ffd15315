import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLive } from '../../api/live.ts';
import { newCommandId, nextCommandId, sendMove } from '../../api/moves.ts';
import type { OfficeCase, Problem } from '../../api/shapes.ts';
import { placeOf } from '../../api/station.ts';
import { Dialog, Plate, ProblemNote, spacedReference } from '../../components/parts.tsx';
import { caseOf, hrefOf } from '../../route.ts';
import { deadline, moment } from '../../text/times.ts';
import { language, say, words } from '../../text/words.ts';
import { questionWords } from './questions.tsx';
import { StoryText, WithheldText } from './story.tsx';

interface Both {
  readonly found: OfficeCase;
  readonly other: OfficeCase;
}

/** Another case beside this one, row by row, and what to do about them. */
export function SideBySide({
  found,
  otherId,
  mayLink,
  notSame,
  close,
}: {
  readonly found: OfficeCase;
  readonly otherId: string;
  /** They are not linked yet. */
  readonly mayLink: boolean;
  readonly notSame: () => void;
  readonly close: () => void;
}) {
  const { shell, same } = words();
  const path = `/v1/office/cases/${encodeURIComponent(otherId)}`;
  const { data: other, problem, isUnreachable } = useLive<OfficeCase>(path).value;
  return (
    <Dialog title={same.both} onClose={close}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {other === undefined ? (
        problem === undefined && <p class="hint">{isUnreachable ? shell.unreachable : shell.loading}</p>
      ) : (
        <>
          <Comparison found={found} other={other} />
          {mayLink && <Decision found={found} other={other} notSame={notSame} close={close} />}
        </>
      )}
      <p class="row">
        <a class="btn btn-quiet" href={hrefOf(caseOf(otherId))}>
          {same.openOther}
        </a>
        <button type="button" class="btn btn-quiet" onClick={close}>
          {shell.close}
        </button>
      </p>
    </Dialog>
  );
}

function Comparison({ found, other }: Both) {
  const { same, statuses, case: sentences } = words();
  const rows: readonly (readonly [string, (one: OfficeCase) => ComponentChildren])[] = [
    [same.what, (one) => <Words one={one} />],
    [same.place, (one) => placeOf(one.place)?.words[language()] ?? one.place],
    [same.received, (one) => moment(one.receivedAt)],
    [sentences.details, (one) => answersOf(one)],
    [sentences.contact, (one) => reporterOf(one)],
    [same.visible, (one) => visibleTo(one)],
    [same.status, (one) => statuses[one.status]],
    [sentences.due, (one) => (one.dueAt === undefined ? '—' : deadline(one.dueAt))],
    [sentences.photos, (one) => one.photos.filter(({ state }) => state === 'kept').length],
  ];
  return (
    <table class="both">
      <thead>
        <tr>
          {[found, other].map((one, index) => (
            <th key={one.caseId} scope="col">
              <span class="hint">{index === 0 ? same.thisOne : same.otherOne}</span>
              <Plate {...one} /> <span class="num">{spacedReference(one.reference)}</span>
            </th>
          ))}
        </tr>
      </thead>
      {rows.map(([name, shown]) => (
        <tbody key={name}>
          <tr>
            <th scope="rowgroup" colSpan={2} class="both-name">
              {name}
            </th>
          </tr>
          <tr>
            <td>{shown(found)}</td>
            <td>{shown(other)}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

/** What the residents wrote; what is opened on record has its button here too. */
function Words({ one }: { readonly one: OfficeCase }) {
  const theirs = one.texts.filter(({ kind }) => kind === 'what' || kind === 'message');
  return (
    <>
      {theirs.map((text) => {
        const key = `${text.version}-${text.index}`;
        return text.withheld ? (
          <WithheldText key={key} caseId={one.caseId} text={text} />
        ) : (
          <StoryText key={key} text={text} />
        );
      })}
    </>
  );
}

function answersOf({ type, details }: OfficeCase): string {
  const given = Object.entries(details).map(
    ([name, answer]) => questionWords(type, name)?.choices[answer] ?? answer,
  );
  return given.join(' · ') || '—';
}

function reporterOf({ contact, contactHidden, contactWithheld }: OfficeCase): ComponentChildren {
  const { case: sentences } = words();
  if (contactHidden) return sentences.hiddenContact;
  if (contactWithheld) return sentences.withheldContact;
  if (contact === undefined) return sentences.noContact;
  return <span dir="auto">{[contact.name, contact.phone, contact.mail].filter(Boolean).join(' · ')}</span>;
}

function visibleTo({ secretReporter, sensitive }: OfficeCase): string {
  const { same } = words();
  return secretReporter ? same.visibleSecret : sensitive ? same.visibleSensitive : same.visibleAll;
}

/** The later report joins the earlier one: its reporter follows that from then on. */
function Decision({
  found,
  other,
  notSame,
  close,
}: Both & { readonly notSame: () => void; readonly close: () => void }) {
  const { same } = words();
  const problem = useSignal<Problem | undefined>(undefined);
  const isSending = useSignal(false);
  const commandId = useSignal(newCommandId());
  const isLater = Date.parse(found.receivedAt) >= Date.parse(other.receivedAt);
  const [primary, joining] = isLater ? [other, found] : [found, other];
  const link = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const move = { move: 'mark-duplicate', of: primary.caseId, expectedVersion: joining.version };
    const result = await sendMove(joining.caseId, move, commandId.value);
    isSending.value = false;
    if (result.kind !== 'problem') {
      close();
      return;
    }
    problem.value = result.problem;
    commandId.value = nextCommandId(commandId.value, result.problem);
  };
  const into = {
    joining: spacedReference(joining.reference),
    primary: spacedReference(primary.reference),
  };
  return (
    <>
      <p class="hint">{say(same.linkHint, into)}</p>
      {problem.value !== undefined && <ProblemNote problem={problem.value} />}
      <p class="row">
        {joining.moves.includes('mark-duplicate') && (
          <button type="button" class="btn btn-main" disabled={isSending.value} onClick={() => void link()}>
            {same.link}
          </button>
        )}
        <button type="button" class="btn" onClick={notSame}>
          {same.notSame}
        </button>
      </p>
    </>
  );
}
