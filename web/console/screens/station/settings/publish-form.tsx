import { useLive } from '../../../api/live.ts';
import type { ShownBrief } from '../../../api/shapes.ts';
import { personName, station } from '../../../api/station.ts';
import { Field } from '../../../components/parts.tsx';
import type { SettingsKind } from '../../../route.ts';
import { typedMax } from '../../../text/typed-max.ts';
import { say } from '../../../text/words.ts';
import { settingsWords } from './settings-words.ts';

interface PublishProps {
  readonly kind: SettingsKind;
  /** The version that it gets; known once it was tried. */
  readonly next: string | undefined;
  readonly name: string;
  readonly reason: string;
  readonly type: (given: { readonly name?: string; readonly reason?: string }) => void;
  /** Why it cannot be published yet. */
  readonly blocked: string | undefined;
  readonly publish: () => void;
}

/** A name, a reason and the button; beside a button that does nothing yet stands why. */
export function PublishForm(props: PublishProps) {
  const { kind, next, name, reason, type, blocked, publish } = props;
  const { publish: words } = settingsWords();
  return (
    <form
      class="panel set-publish"
      aria-labelledby="publish"
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined) publish();
      }}
    >
      <h2 id="publish">{next === undefined ? words.titleNew : say(words.title, { version: next })}</h2>
      <div class="publish-cols">
        <div>
          <Field id="settings-name" label={words.name} hint={words.required}>
            <input
              class="input"
              id="settings-name"
              maxLength={typedMax(60)}
              autocomplete="off"
              value={name}
              onInput={(event) => type({ name: event.currentTarget.value })}
            />
          </Field>
          <Field id="settings-reason" label={words.reason} hint={words.required}>
            <textarea
              class="input"
              id="settings-reason"
              maxLength={typedMax(500)}
              value={reason}
              onInput={(event) => type({ reason: event.currentTarget.value })}
            />
          </Field>
        </div>
        <Kept kind={kind} />
      </div>
      <p class="row">
        <button
          type="submit"
          class="btn btn-main btn-tall"
          disabled={blocked !== undefined}
          aria-describedby="publish-why"
        >
          {say(words.button, { name: personName(station().me.person) })}
        </button>
        <span class="hint" id="publish-why">
          {blocked ?? words.final}
        </span>
      </p>
    </form>
  );
}

/** What a publication leaves as it is. */
function Kept({ kind }: { readonly kind: SettingsKind }) {
  const { publish: words } = settingsWords();
  const { data } = useLive<ShownBrief>(kind === 'policy' ? '/v1/office/brief' : undefined, 60_000).value;
  if (kind !== 'policy') {
    return <p class="set-kept">{kind === 'calendar' ? words.calendarHint : words.channelsHint}</p>;
  }
  return (
    <p class="set-kept">
      <b>{words.onlyNew}</b> {data !== undefined && say(words.onlyNewHint, { open: data.open })}
    </p>
  );
}
