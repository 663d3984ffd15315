import { Field } from '../../../components/parts.tsx';
import type { SettingsKind } from '../../../route.ts';
import { draftOf, writeDraft } from '../../../session/drafts.ts';
import type { Form } from './form.ts';
import { GroupForm } from './group-form.tsx';
import { settingsWords } from './settings-words.ts';

/** Chooses a part of the settings: one type of case, the escalations, the holidays. */
export function GroupChoice({ kind, form }: { readonly kind: SettingsKind; readonly form: Form }) {
  const { which, form: words } = settingsWords();
  const { groups } = form;
  const chosen = draftOf('settings', `part-${kind}`).value;
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];
  return (
    <section class="panel set-form" aria-labelledby="set-form">
      <h2 id="set-form" tabIndex={-1}>
        {words.title}
      </h2>
      <Field id="set-part" label={which}>
        <select
          class="input"
          id="set-part"
          value={group?.id}
          onChange={(event) => writeDraft('settings', `part-${kind}`, event.currentTarget.value)}
        >
          {groups.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      {group !== undefined && <GroupForm key={group.id} form={form} group={group} />}
      <p class="hint">{words.asIs}</p>
    </section>
  );
}

/** Leads from a change to the part of the form that it is in. */
export function showGroup(kind: SettingsKind, group: string): void {
  writeDraft('settings', `part-${kind}`, group);
  document.getElementById('set-form')?.focus();
}
