import * as z from 'zod/mini';
import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { type Responsible, responsibles } from '../../../shared/engine/responsible.ts';

/** A message as the inbox shows it. */
export interface Shown {
  readonly at: Instant;
  readonly title: string;
  readonly text: string;
  readonly reference: string | undefined;
}

/** Whose telephone it is: a member of staff's, or a role's; a resident's has the number of the case. */
export interface Owner {
  readonly person?: string;
  readonly role: Responsible;
  readonly reference?: string;
}

/** A telephone with its messages, newest first. */
export interface Phone {
  readonly owner: Owner;
  readonly messages: readonly Shown[];
}

const text = () => z.catch(z.string(), '');
/** Anything may be posted to the outbox, so a field of another type counts as absent. */
const recordShape = z.object({
  receivedAt: z.string(),
  title: text(),
  text: text(),
  to: z.catch(z.enum(responsibles), 'assignee'),
  people: z.catch(z.array(z.string()), []),
  reference: z.catch(z.optional(z.string()), undefined),
});

/** Residents have no account here, so a resident is known by the number of the case. */
const isResident = (role: Responsible): boolean => role === 'resident' || role === 'co-reporters';

const ownersOf = ({ to, people, reference }: z.infer<typeof recordShape>): readonly Owner[] => {
  if (isResident(to)) return [{ role: to, ...(reference !== undefined && { reference }) }];
  return people.length === 0 ? [{ role: to }] : people.map((person) => ({ person, role: to }));
};

const idOf = ({ person, role, reference }: Owner): string => person ?? `${role} ${reference ?? ''}`;

/**
 * Sorts messages by the telephone that they arrive on; the telephone with the newest message is first.
 * @param records as the outbox lists them, oldest first
 */
export function phonesOf(records: readonly object[]): readonly Phone[] {
  const phones = new Map<string, { owner: Owner; messages: Shown[] }>();
  for (const record of records.toReversed()) {
    const read = recordShape.parse(record);
    const { title, reference, receivedAt } = read;
    const shown = { at: fromIso(receivedAt) ?? 0, title, text: read.text, reference };
    for (const owner of ownersOf(read)) {
      const phone = phones.get(idOf(owner)) ?? { owner, messages: [] };
      phone.messages.push(shown);
      phones.set(idOf(owner), phone);
    }
  }
  return [...phones.values()];
}
