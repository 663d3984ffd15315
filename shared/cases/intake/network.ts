import type { Instant } from '../../engine/calendar/instant.ts';
import { localDayAt } from '../../engine/calendar/local-day.ts';
import type { World } from '../world.ts';

/**
 * The keyed hash under which requests from an address are counted. It changes daily, so stored counters cannot be
 * traced to a person or linked across days. An address is never stored, logged or passed on in any other form.
 */
export const addressHash = (
  { hasher }: Pick<World, 'hasher'>,
  address: string,
  now: Instant,
): Promise<string> => hasher.keyedHash(`address ${localDayAt(now)} ${networkOf(address)}`);

/**
 * The part of an address that is counted: a whole IPv4 address, or the first 64 bits of IPv6, one household's prefix.
 */
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
