import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, changed } from '../api/api.ts';
import { newCommandId } from '../api/moves.ts';
import type { Problem, TakenIn } from '../api/shapes.ts';
import { station } from '../api/station.ts';
import { Field, ProblemNote, spacedReference } from '../components/parts.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { caseOf, hrefOf } from '../route.ts';
import { draftOf, writeDraft } from '../session/drafts.ts';
import { deadline } from '../text/times.ts';
import { typedMax } from '../text/typed-max.ts';
import { language, say, words } from '../text/words.ts';
import { Select } from './case/move-fields.tsx';
import { Questions } from './case/questions.tsx';

const channels = ['walk-in', 'phone', 'guard-post'] as const;

/** What was typed about somebody at the desk is a draft like any other. */
const ABOUT = 'walk-in';
const fieldNames = ['place', 'type', 'what', 'phone', 'name', 'channel'] as const;

/** A report for somebody at the desk, on the telephone or at a guard post: three things, and the questions of the type. */
export function WalkInScreen() {
  const received = useSignal<TakenIn | undefined>(undefined);
  const done = received.value;
  return (
    <main class="wrap narrow" id="main" tabIndex={-1}>
      {done === undefined ? (
        <WalkInForm
          take={(taken) => {
            received.value = taken;
          }}
        />
      ) : (
        <Receipt
          taken={done}
          again={() => {
            received.value = undefined;
          }}
        />
      )}
    </main>
  );
}

function WalkInForm({ take }: { readonly take: (taken: TakenIn) => void }) {
  const { walkIn, types, case: sentences, shell } = words();
  const drafts = Object.fromEntries(fieldNames.map((name) => [name, draftOf(ABOUT, name)]));
  const textOf = (name: (typeof fieldNames)[number]): string => drafts[name]?.value ?? '';
  const answers = draftOf(ABOUT, 'details');
  const details: Readonly<Record<string, unknown>> = answers.value === '' ? {} : JSON.parse(answers.value);
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isSending = useSignal(false);
  // The same report sent again is received once: its token is kept with what was typed.
  const token = draftOf(ABOUT, 'token');
  const { me, places } = station();
  const standard = me.role === 'guard' ? 'guard-post' : 'walk-in';
  const write = (name: (typeof fieldNames)[number], value: string): void => {
    writeDraft(ABOUT, name, value);
    if (token.value === '') writeDraft(ABOUT, 'token', newToken());
  };
  const errorOf = (field: string): string | undefined =>
    typeof problem.value === 'object'
      ? problem.value.errors?.find((error) => error.field === field)?.message
      : undefined;

  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const [phone, name] = [textOf('phone').trim(), textOf('name').trim()];
    const body = {
      place: textOf('place'),
      type: textOf('type'),
      what: textOf('what'),
      channel: textOf('channel') || standard,
      details: details,
      token: token.value || newToken(),
      ...((phone !== '' || name !== '') && {
        contact: { ...(phone !== '' && { phone }), ...(name !== '' && { name }) },
      }),
    };
    const answer = await ask<TakenIn>('POST', '/v1/office/cases', { body: given(body) });
    isSending.value = false;
    if (answer.kind !== 'done') {
      problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
      const fresh = answer.kind === 'problem' ? answer.problem.freshToken : undefined;
      if (fresh !== undefined) writeDraft(ABOUT, 'token', fresh);
      return;
    }
    for (const field of [...fieldNames, 'details', 'token']) writeDraft(ABOUT, field, '');
    changed();
    take(answer.body);
  };
  const choices = Object.fromEntries(
    places.map((place) => [place.place, place.words[language()] ?? place.place]),
  );
  return (
    <>
      <h1>{walkIn.title}</h1>
      <p class="hint">{walkIn.hint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field id="new-place" label={walkIn.place} hint={walkIn.placeHint} error={errorOf('place')}>
          <Select
            id="new-place"
            choices={choices}
            value={textOf('place')}
            change={(value) => write('place', value)}
          />
        </Field>
        <Field id="new-type" label={walkIn.type} error={errorOf('type')}>
          <Select
            id="new-type"
            choices={types}
            value={textOf('type')}
            change={(value) => {
              write('type', value);
              // The questions are those of the type.
              writeDraft(ABOUT, 'details', '');
            }}
          />
        </Field>
        <Field id="new-what" label={walkIn.what} hint={walkIn.whatHint} error={errorOf('what')}>
          <textarea
            class="input"
            id="new-what"
            maxLength={typedMax(2000)}
            value={textOf('what')}
            onInput={(event) => write('what', event.currentTarget.value)}
          />
        </Field>
        <Questions
          type={textOf('type')}
          given={{ details }}
          change={(values) => writeDraft(ABOUT, 'details', JSON.stringify(values.details))}
        />
        <div class="two">
          <Field id="new-phone" label={walkIn.phone} hint={walkIn.optional} error={errorOf('contact.phone')}>
            <input
              class="input"
              id="new-phone"
              type="tel"
              autocomplete="off"
              maxLength={typedMax(40)}
              value={textOf('phone')}
              onInput={(event) => write('phone', event.currentTarget.value)}
            />
          </Field>
          <Field id="new-name" label={walkIn.name} hint={walkIn.optional} error={errorOf('contact.name')}>
            <input
              class="input"
              id="new-name"
              autocomplete="off"
              maxLength={typedMax(40)}
              value={textOf('name')}
              onInput={(event) => write('name', event.currentTarget.value)}
            />
          </Field>
        </div>
        <fieldset class="field">
          <legend class="label">{walkIn.channel}</legend>
          <div class="choices">
            {channels.map((channel) => (
              <label key={channel} class="choice">
                <input
                  type="radio"
                  name="channel"
                  checked={(textOf('channel') || standard) === channel}
                  onChange={() => write('channel', channel)}
                />
                <span>{sentences.channels[channel]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {problem.value === 'unreachable' ? (
          <p class="alert" role="alert">
            {shell.unreachable} {shell.expiredHint}
          </p>
        ) : (
          problem.value !== undefined && <ProblemNote problem={problem.value} />
        )}
        {typeof problem.value === 'object' && problem.value.code === 'token-used' && (
          <p class="alert" role="alert">
            {walkIn.maybeIn}
          </p>
        )}
        <p>
          <button type="submit" class="btn btn-main btn-big" disabled={isSending.value}>
            {walkIn.send}
          </button>
        </p>
      </form>
    </>
  );
}

/** Without the fields that nobody filled in, so that the API names them as missing. */
const given = (body: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));

/** 192 random bits, as the form of residents makes them: 32 characters. */
const newToken = (): string => (newCommandId() + newCommandId()).slice(0, 32);

function Receipt({ taken, again }: { readonly taken: TakenIn; readonly again: () => void }) {
  const { walkIn, case: sentences, clocks } = words();
  return (
    <>
      <div class="plate receipt">
        <h1 class="plate-name">{walkIn.received}</h1>
        <p class="plate-sub">
          {walkIn.number} <b class="num plate-number">{spacedReference(taken.reference)}</b>
        </p>
      </div>
      <p class="receipt-due">
        {say(sentences.dueBy, { time: deadline(taken.respondBy), what: clocks.respond })}
      </p>
      <p>{walkIn.scan}</p>
      <QrCode text={taken.trackUrl} label={walkIn.scan} />
      <p class="row noprint">
        <button type="button" class="btn" onClick={() => print()}>
          {walkIn.print}
        </button>
        <a class="btn" href={hrefOf(caseOf(taken.caseId))}>
          {walkIn.open}
        </a>
        <AnotherButton again={again} />
      </p>
    </>
  );
}

function AnotherButton({ again }: { readonly again: () => void }) {
  useEffect(() => document.getElementById('main')?.focus(), []);
  return (
    <button type="button" class="btn btn-main" onClick={again}>
      {words().walkIn.another}
    </button>
  );
}
