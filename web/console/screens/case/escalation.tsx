import { Tag } from '../../components/parts.tsx';
import { deadline } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import type { ShownCase } from './shown-case.ts';

/** Who was told because nobody acted, and who is told next. */
export function Escalation({ found, clock }: ShownCase) {
  const { case: sentences, responsibles } = words();
  const running = clock?.escalation;
  if (running === undefined || found.endedAt !== undefined) return null;
  const { level, levels, nextAt, acknowledged } = running;
  return (
    <section class="panel" aria-labelledby="escalation">
      <h2 id="escalation">{sentences.escalation}</h2>
      <p class="hint">{sentences.escalationHint}</p>
      <ol class="esc">
        {levels.map((who, index) => {
          const number = index + 1;
          const isPast = number < level || (number === level && !acknowledged);
          const isTaken = number === level && acknowledged;
          return (
            <li key={number} class={isTaken ? 'got' : isPast ? 'miss' : ''}>
              <span class="lv">{number}</span>
              <div>
                <p>
                  <b>{responsibles[who]}</b>
                </p>
                {number === level + 1 && (
                  <p class="hint">{say(sentences.levelAt, { time: deadline(nextAt) })}</p>
                )}
              </div>
              <Tag tone={isTaken ? 'ok' : isPast ? 'late' : 'idle'}>
                {isTaken ? sentences.levels.got : isPast ? sentences.levels.missed : sentences.levels.ahead}
              </Tag>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
