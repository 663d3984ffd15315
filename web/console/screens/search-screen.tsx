import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../api/api.ts';
import type { Board, BoardRow, Problem, ShownFound } from '../api/shapes.ts';
import { station } from '../api/station.ts';
import { Field, ProblemNote } from '../components/parts.tsx';
import { boardOf, caseOf, go } from '../route.ts';
import { now } from '../text/times.ts';
import { language, say, words } from '../text/words.ts';
import { BoardRowItem } from './board/board-row.tsx';
import { type Meaning, meaningsOf } from './search-terms.ts';

/** One field for a number, a telephone, a place, a type, a person or a day. Nothing of it is kept or put into an address. */
export function SearchScreen() {
  const { search, types } = words();
  const text = useSignal('');
  const rows = useSignal<readonly BoardRow[] | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const isUnclear = useSignal(false);
  useEffect(() => document.getElementById('search-text')?.focus(), []);

  const { me, places, people } = station();
  const mayUsePhone = me.role === 'officer' || me.role === 'chief';
  const meanings = meaningsOf(text.value, {
    now: now(),
    places: places.map((place) => ({ ...place, name: place.words[language()] ?? place.place })),
    types: Object.entries(types).map(([type, name]) => ({ type, name })),
    people: people.map(({ person, displayName }) => ({ person, name: displayName })),
  });

  const look = async (meaning: Meaning | undefined): Promise<void> => {
    rows.value = undefined;
    problem.value = undefined;
    isUnclear.value = meaning === undefined;
    if (meaning === undefined) return;
    if (meaning.by === 'filters') return go(boardOf('open', meaning.filters));
    const answer =
      meaning.by === 'phone'
        ? await ask<ShownFound>('POST', '/v1/office/cases/search', { body: { phone: meaning.phone } })
        : await ask<Board>('GET', `/v1/office/cases?view=all&reference=${meaning.reference}`);
    if (answer.kind === 'problem') problem.value = answer.problem;
    if (answer.kind !== 'done') return;
    const [only, ...others] = answer.body.rows;
    if (only !== undefined && others.length === 0) return go(caseOf(only.caseId));
    rows.value = answer.body.rows;
  };
  return (
    <main class="wrap" id="main" tabIndex={-1}>
      <h1>{search.title}</h1>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void look(meanings[0]);
          }}
        >
          <Field id="search-text" label={search.label}>
            <input
              class="input"
              id="search-text"
              type="search"
              maxLength={60}
              autocomplete="off"
              value={text.value}
              onInput={(event) => {
                text.value = event.currentTarget.value;
                isUnclear.value = false;
              }}
              onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            />
          </Field>
          <p class="hint">{search.hint}</p>
          {!mayUsePhone && <p class="hint">{search.phoneOfficers}</p>}
          <p class="row">
            <button type="submit" class="btn btn-main">
              {search.go}
            </button>
          </p>
        </form>
      </search>
      {text.value !== '' && (
        <ul class="meanings">
          {meanings.map((meaning) => (
            <li key={labelOf(meaning)}>
              <button type="button" class="btn btn-quiet" onClick={() => void look(meaning)}>
                {labelOf(meaning)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {isUnclear.value && <p class="alert">{search.unclear}</p>}
        {problem.value !== undefined && <ProblemNote problem={problem.value} />}
        {rows.value !== undefined && (
          <p>{rows.value.length === 0 ? search.nothing : say(search.found, { count: rows.value.length })}</p>
        )}
      </div>
      <ul class="found">
        {rows.value?.map((row) => (
          <BoardRowItem key={row.caseId} row={row} isChosen={false} choose={undefined} />
        ))}
      </ul>
    </main>
  );
}

function labelOf(meaning: Meaning): string {
  const { search } = words();
  switch (meaning.by) {
    case 'reference':
      return say(search.byReference, { value: meaning.reference });
    case 'phone':
      return say(search.byPhone, { value: meaning.phone });
    case 'filters': {
      const sentences = {
        place: search.byPlace,
        type: search.byType,
        person: search.byPerson,
        day: search.byDay,
      };
      return say(sentences[meaning.label], { value: meaning.shown });
    }
  }
}
