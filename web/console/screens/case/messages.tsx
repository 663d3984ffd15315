import { Icon } from '../../components/icon.tsx';
import { words } from '../../text/words.ts';
import type { ShownCase } from './shown-case.ts';

/** What was sent about the case, to whom, and what became of it. */
export function Messages({ found: { deliveries, history } }: ShownCase) {
  const { case: sentences, responsibles } = words();
  if (deliveries.length === 0) return null;
  const dead = deliveries.filter(({ state }) => state === 'dead').length;
  const atOf = (version: number): string => history.find((fact) => fact.version === version)?.at ?? '';
  return (
    <details class="panel fold">
      <summary>
        {sentences.messages} <span class="num">{deliveries.length}</span>
        {dead > 0 && (
          <span class="bad">
            {sentences.deliveryStates.dead} {dead}
          </span>
        )}
        <Icon of="down" />
      </summary>
      <ul class="sent">
        {deliveries.map(({ version, index, to, state, channel, reported }) => (
          <li key={`${version}-${index}`} data-at={atOf(version)}>
            <b>{responsibles[to]}</b> <span class="hint">{channel}</span>
            <span class={state === 'dead' || reported === 'undelivered' ? 'bad' : 'hint'}>
              {sentences.deliveryStates[state]}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
