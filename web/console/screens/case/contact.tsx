import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { OfficeCase } from '../../api/shapes.ts';
import { moment } from '../../text/times.ts';
import { words } from '../../text/words.ts';
import { questionWords } from './questions.tsx';
import { RevealButton, useReveal } from './reveal.tsx';
import type { ShownCase } from './shown-case.ts';

/** Who reported it and what they answered. The number comes from the API when somebody asks for it, and that goes on record. */
export function Contact({ found }: ShownCase) {
  const { case: sentences } = words();
  const { details, occurredAt, channel, type, rating } = found;
  return (
    <section class="panel" aria-labelledby="contact">
      <h2 id="contact">{sentences.contact}</h2>
      <dl class="facts">
        <Reporter found={found} />
        {Object.entries(details).map(([name, answer]) => {
          const question = questionWords(type, name);
          return (
            <div key={name}>
              <dt>{question?.ask ?? name}</dt>
              <dd>{question?.choices[answer] ?? answer}</dd>
            </div>
          );
        })}
        {occurredAt !== undefined && (
          <div>
            <dt>{sentences.occurred}</dt>
            <dd>{moment(occurredAt)}</dd>
          </div>
        )}
        <div>
          <dt>{sentences.channel}</dt>
          <dd>{sentences.channels[channel] ?? channel}</dd>
        </div>
        {rating !== undefined && (
          <div>
            <dt>{sentences.rating}</dt>
            <dd>{sentences.ratings[rating]}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Reporter({ found }: { readonly found: OfficeCase }) {
  const { case: sentences } = words();
  const revealing = useReveal(found.caseId, { what: 'contact' });
  const shown = revealing.shown.value;
  const contact = shown?.contact ?? found.contact;
  const isShown = shown?.contact !== undefined;
  const isWithheld = found.contactWithheld === true && !isShown;
  if (contact === undefined) {
    const why = shown?.damaged || found.contactDamaged ? sentences.damaged : undefined;
    const nothing = isWithheld
      ? sentences.withheldContact
      : found.contactHidden
        ? sentences.hiddenContact
        : sentences.noContact;
    return (
      <div>
        <dt>{sentences.phone}</dt>
        <dd>
          <span class="hint">{why ?? nothing}</span>
          {isWithheld && why === undefined && (
            <RevealButton of={revealing} label={sentences.open} about={sentences.contact} />
          )}
        </dd>
      </div>
    );
  }
  const button = !isShown && (
    <RevealButton of={revealing} label={sentences.show} about={sentences.showsOnRecord} />
  );
  return (
    <>
      {contact.name !== undefined && (
        <div>
          <dt>{sentences.name}</dt>
          <dd dir="auto">{contact.name}</dd>
        </div>
      )}
      {contact.phone !== undefined && (
        <div>
          <dt>{sentences.phone}</dt>
          <dd>
            {isShown ? (
              <Phone phone={contact.phone} />
            ) : (
              <Noted>
                <span class="tel num">{contact.phone}</span>
              </Noted>
            )}
            {button}
          </dd>
        </div>
      )}
      {contact.mail !== undefined && (
        <div>
          <dt>{sentences.mail}</dt>
          <dd dir="auto">
            {contact.mail}
            {contact.phone === undefined && button}
          </dd>
        </div>
      )}
    </>
  );
}

/** A number, and below it that each look at it is on record. */
const Noted = ({ children }: { readonly children: ComponentChildren }) => (
  <span class="noted">
    {children}
    <span class="hint">{words().case.showsOnRecord}</span>
  </span>
);

/** `138 0013 8000`, as people read a number out; others as they are dialled. */
const spaced = (number: string): string =>
  number
    .replace(/^\+86/, '')
    .replace(';ext=', ' - ')
    .replace(/^(1\d\d)(\d{4})(\d{4})(?!\d)/, '$1 $2 $3');

/** One or two numbers, each with a link that calls it. */
function Phone({ phone }: { readonly phone: string }) {
  const { case: sentences } = words();
  const shown = useRef<HTMLDivElement>(null);
  // From the button that is gone to what it opened.
  useEffect(() => shown.current?.querySelector('a')?.focus(), []);
  return (
    <div ref={shown} class="calls">
      {phone.split(' / ').map((one) => (
        <span key={one} class="row">
          <Noted>
            <span class="tel num">{spaced(one)}</span>
          </Noted>
          <a class="btn btn-s" href={`tel:${one}`}>
            {sentences.call}
          </a>
        </span>
      ))}
    </div>
  );
}
