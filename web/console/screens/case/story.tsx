import type { OfficeCase } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Icon, type Sign } from '../../components/icon.tsx';
import { Said } from '../../components/parts.tsx';
import { hrefOf } from '../../route.ts';
import { moment } from '../../text/times.ts';
import { words } from '../../text/words.ts';
import { beginFromReply, isWritingNew } from '../faq/faq-draft.ts';
import { RevealButton, useFocusWhenShown, useReveal } from './reveal.tsx';
import type { ShownCase } from './shown-case.ts';
import { type StoryStep, storyOf, type Voice } from './story.ts';

const signs: Readonly<Record<Voice, Sign>> = {
  resident: 'person',
  staff: 'shield',
  helper: 'tick',
  clock: 'clock',
  late: 'clock',
  note: 'lock',
};

/** What happened, in the order in which it did: who said what, what the clock did, what the resident sees. */
export function Story({ found }: ShownCase) {
  return (
    <section class="panel" aria-labelledby="story">
      <h2 id="story">{words().case.story}</h2>
      <ol class="story">
        {storyOf(found).map((step) => (
          <Step key={step.key} step={step} found={found} />
        ))}
      </ol>
    </section>
  );
}

function Step({
  step: { voice, who, at, what, texts, seen },
  found,
}: {
  readonly step: StoryStep;
  readonly found: OfficeCase;
}) {
  const { case: sentences } = words();
  return (
    <li>
      <span class={`v v-${voice}`}>
        <Icon of={signs[voice]} />
      </span>
      <p class="who">
        <b>{who}</b>
        <time dateTime={at}>
          {moment(at)} {what}
        </time>
        {seen !== undefined && (
          <span class={seen ? 'see' : 'see no'}>
            <Icon of={seen ? 'eye' : 'noEye'} />
            {seen ? sentences.seen : sentences.unseen}
          </span>
        )}
      </p>
      {texts.map((text) =>
        text.withheld ? (
          <WithheldText key={text.index} caseId={found.caseId} text={text} />
        ) : (
          <StoryText key={text.index} text={text} />
        ),
      )}
      {texts.map((text) => (
        <AsAnswer key={text.index} text={text} found={found} />
      ))}
    </li>
  );
}

/** A reply to a question may answer the next resident who asks it, too. */
function AsAnswer({
  text: { kind, text },
  found: { type, caseId, language },
}: {
  readonly text: StoryStep['texts'][number];
  readonly found: OfficeCase;
}) {
  const { role } = station().me;
  if (kind !== 'reply' || text === undefined || type !== 'consultation') return null;
  if (role !== 'officer' && role !== 'chief') return null;
  if (isWritingNew()) {
    return (
      <p class="hint">
        <a href={hrefOf({ screen: 'faq' })}>{words().faq.unfinished}</a>
      </p>
    );
  }
  return (
    <p>
      <button
        type="button"
        class="btn btn-s btn-quiet"
        onClick={() => beginFromReply(text, language, caseId)}
      >
        {words().faq.fromReply}
      </button>
    </p>
  );
}

const looks: { readonly [K in OfficeCase['texts'][number]['kind']]?: string } = {
  reply: 'out',
  question: 'out',
  reason: 'out',
  announcement: 'out',
  note: 'in',
  proposal: 'in',
};

/** Words that the API shows to who asks for them, once, and then records. */
export function WithheldText({
  caseId,
  text,
}: {
  readonly caseId: string;
  readonly text: StoryStep['texts'][number];
}) {
  const { case: sentences } = words();
  const { version, index, kind } = text;
  const revealing = useReveal(caseId, { what: 'text', version, index });
  const shown = revealing.shown.value;
  const opened = useFocusWhenShown<HTMLDivElement>(shown !== undefined);
  if (shown !== undefined) {
    const { withheld: _, ...open } = text;
    return (
      <div ref={opened} tabIndex={-1}>
        <StoryText text={{ ...open, ...shown }} />
      </div>
    );
  }
  const whose = kind === 'helper-words' ? sentences.withheldHelper : sentences.withheldText;
  return (
    <div class="withheld">
      <p>
        <Icon of="lock" /> <b>{whose}</b>
      </p>
      <p class="hint">{sentences.opensOnRecord}</p>
      <RevealButton of={revealing} label={sentences.open} about={whose} />
    </div>
  );
}

/** A text of the case, or why there is none. */
export function StoryText({
  text: { text, kind, erased, hidden, damaged },
}: {
  readonly text: StoryStep['texts'][number];
}) {
  const { case: sentences } = words();
  if (text !== undefined) return <Said text={text} kind={looks[kind] ?? ''} />;
  const why = hidden ? sentences.sealed : erased ? sentences.erased : damaged ? sentences.damaged : undefined;
  return why === undefined ? null : (
    <p class="sealed">
      <Icon of="lock" /> {why}
    </p>
  );
}
