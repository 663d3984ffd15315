import type { ComponentChildren } from 'preact';
import { useLive } from '../../api/live.ts';
import type { OfficeCase, ShownExplanation } from '../../api/shapes.ts';
import { personName, placeOf, stationData } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Plate, ProblemNote, spacedReference, Tag } from '../../components/parts.tsx';
import { useKeys } from '../../keys.ts';
import { go, hrefOf, lastBoard, route } from '../../route.ts';
import { deadline, moment, now, span } from '../../text/times.ts';
import { language, say, words } from '../../text/words.ts';
import { chosenCase } from '../chosen-case.ts';
import { Helpers } from './asked-helpers.tsx';
import { Boxes } from './boxes.tsx';
import { Contact } from './contact.tsx';
import { Escalation } from './escalation.tsx';
import { Messages } from './messages.tsx';
import { firstOf, Moves, openMove } from './moves.tsx';
import { Photos } from './photos.tsx';
import { Same } from './same.tsx';
import type { ShownCase } from './shown-case.ts';
import { Story } from './story.tsx';
import { Why } from './why.tsx';

/** So often a case that is looked at is asked for again. What goes on record is not in the answer (`reveal.tsx`). */
const EVERY_MS = 30_000;

/** The case of the address, on a page of its own. */
export function CaseScreen() {
  const at = route.value;
  useKeys({ Escape: () => go(lastBoard.value) });
  if (at.screen !== 'case') return null;
  return (
    <main class="wrap" id="main" tabIndex={-1}>
      <a class="plainlink back" href={hrefOf(lastBoard.value)}>
        <Icon of="back" />
        {words().shell.board}
      </a>
      <Case key={at.id} id={at.id} />
    </main>
  );
}

/** The case that is chosen in the list. */
export function CaseBeside() {
  const id = chosenCase.value;
  return id === undefined ? null : (
    <div class="beside">
      <Case key={id} id={id} />
    </div>
  );
}

function Case({ id }: { readonly id: string }) {
  const path = `/v1/office/cases/${encodeURIComponent(id)}`;
  const { data: found, problem, isUnreachable } = useLive<OfficeCase>(path, EVERY_MS).value;
  const explained = useLive<ShownExplanation>(found && `${path}/clock`, EVERY_MS);
  const { data: clock } = explained.value;
  useKeys(found === undefined ? {} : keysOf(found));
  const { shell } = words();
  if (found === undefined && problem !== undefined) {
    return (
      <>
        <h1>{shell.caseTitle}</h1>
        <ProblemNote problem={problem} />
      </>
    );
  }
  if (found === undefined) return <p class="hint">{isUnreachable ? shell.unreachable : shell.loading}</p>;
  const shown = { found, clock };
  return (
    <>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <Head {...shown} />
      <div class="cols case-cols">
        <Moves {...shown} />
        <div class="left">
          <Story {...shown} />
          <Boxes {...shown} />
          <Why {...shown} />
          <Messages {...shown} />
        </div>
        <div class="side">
          <Escalation {...shown} />
          <Contact {...shown} />
          <Photos {...shown} />
          <Same {...shown} />
          <Helpers {...shown} />
        </div>
      </div>
    </>
  );
}

const keysOf = ({ caseId, moves }: OfficeCase): Readonly<Record<string, () => void>> => ({
  r: () => document.getElementById('box-reply')?.focus(),
  ...(moves.includes('resolve') && { e: () => openMove(caseId, 'resolve') }),
  ...(moves.includes('transfer') && { t: () => openMove(caseId, 'transfer') }),
  a: () => openMove(caseId, firstOf(moves)),
});

function Head({ found, clock }: ShownCase) {
  const { types, statuses, case: sentences, board } = words();
  const where = placeOf(found.place)?.words[language()] ?? found.place;
  return (
    <header class="head">
      <div>
        <p class="where">
          <Plate {...found} />
          {where} · <span class="num">{spacedReference(found.reference)}</span>
        </p>
        <h1>{types[found.type]}</h1>
      </div>
      <p class="tags">
        {(found.priority === 'P0' || found.priority === 'P1') && <Tag tone="late">{found.priority}</Tag>}
        <Tag tone="idle">{statuses[found.status]}</Tag>
        {found.secretReporter && <Tag tone="soon">{sentences.secret}</Tag>}
        {found.sensitive && <Tag tone="soon">{sentences.sensitive}</Tag>}
        {found.trust === 'low' && <Tag tone="soon">{board.lowTrust}</Tag>}
      </p>
      <Now found={found} clock={clock} />
    </header>
  );
}

/** One sentence: what is due or broken, and who has it. */
function Now({ found, clock }: ShownCase) {
  const { case: sentences, clocks, responsibles, time } = words();
  const { assignee, responsible, endedAt, dueAt, mayMove } = found;
  const { me } = stationData.value ?? {};
  const broken = clock?.clocks.filter(({ state }) => state === 'breached') ?? [];
  const who =
    assignee !== undefined
      ? personName(assignee)
      : responsible !== undefined
        ? responsibles[responsible]
        : undefined;
  const charge: ComponentChildren =
    who === undefined || me === undefined ? null : <span>{say(sentences.inCharge, { who })}</span>;
  if (endedAt !== undefined && dueAt === undefined) {
    return <p class="now calm">{say(sentences.ended, { time: moment(endedAt) })}</p>;
  }
  const [first] = broken;
  if (first !== undefined) {
    const what = broken.map(({ kind }) => clocks[kind as keyof typeof clocks] ?? kind).join('、');
    return (
      <p class="now">
        {say(sentences.overdueSince, { what })} · {span(now() - Date.parse(first.promiseAt))}
        {charge}
      </p>
    );
  }
  const next = clock?.clocks
    .filter(({ state }) => state === 'running')
    .sort((one, other) => Date.parse(one.promiseAt) - Date.parse(other.promiseAt))[0];
  if (next === undefined) return null;
  return (
    <p class="now calm">
      {say(sentences.dueBy, {
        time: deadline(next.promiseAt),
        what: clocks[next.kind as keyof typeof clocks] ?? next.kind,
      })}
      {mayMove && ` ${time.mayMove}`}
      {charge}
    </p>
  );
}
