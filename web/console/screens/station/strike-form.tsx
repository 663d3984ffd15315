import { useSignal } from '@preact/signals';
import { say, words } from '../../text/words.ts';
import type { PersonFormProps } from './absences-form.tsx';
import { PreviewedChange, type Trouble } from './previewed-change.tsx';

/** Takes a person off the roster. */
export function StrikeForm({ person, of: { version }, end }: PersonFormProps) {
  const { roster } = words();
  const trouble: Trouble = useSignal(undefined);
  const seen = useSignal(version);
  return (
    <PreviewedChange
      request={{ method: 'POST', path: '/v1/office/people/strike', body: { person: person.person } }}
      seen={seen.value}
      version={version}
      trouble={trouble}
      accept={() => {
        seen.value = version;
      }}
      done={() => end(person.displayName)}
      cancel={() => end()}
    >
      <p>{say(roster.strikeHint, { name: person.displayName })}</p>
    </PreviewedChange>
  );
}
