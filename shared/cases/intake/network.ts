import type { Instant } from '../../engine/calendar/instant.ts';
import { localDayAt } from '../../engine/calendar/local-day.ts';
import type { World } from '../../engine/world.ts';

/**
 * An address as it may be counted: under a keyed hash that is another one tomorrow, so that what is kept leads back
 * to nobody and no two days can be joined. Never kept, logged or handed on in any other form.
 */
export const countedAs = ({ vault }: Pick<World, 'vault'>, address: string, now: Instant): Promise<string> =>
  vault.keyedHash(`address ${localDayAt(now)} ${networkOf(address)}`);

/** Who counts as one: an IPv4 address, or the 64 bits of an IPv6 one, of which a household has all that follow. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const gap = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return groups
    .slice(0, GROUPS / 2)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

const GROUPS = 8;
const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
