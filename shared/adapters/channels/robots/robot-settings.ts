import * as z from 'zod/mini';
import { isLoopback } from '../loopback.ts';
import { safeAddress } from '../safe-address.ts';

/** What the address of one platform's robots looks like. */
interface RobotAddress {
  readonly hosts: readonly string[];
  readonly path: RegExp;
  /** The names of the query's parameters and the values that they may have. */
  readonly query: Readonly<Record<string, RegExp>>;
  /** Completes "is not …" for people. It must not repeat what was entered, which is a secret. */
  readonly sentence: string;
}

/**
 * An address as the platform shows it when a robot is added, key included. No other host than the platform's gets a
 * message, besides a fake on the same machine.
 */
export const robotAddress = ({ hosts, path, query, sentence }: RobotAddress) =>
  safeAddress().check(
    z.refine((url) => {
      const atHome = (url.protocol === 'https:' && hosts.includes(url.host)) || isLoopback(url.hostname);
      const names = [...url.searchParams.keys()];
      const asked = Object.entries(query);
      return (
        atHome &&
        path.test(url.pathname) &&
        names.length === asked.length &&
        asked.every(([name, value]) => value.test(url.searchParams.get(name) ?? '')) &&
        url.hash === ''
      );
    }, sentence),
  );

/** A word that a robot wants in each message. It has no character that a message loses on its way. */
export const robotKeyword = () =>
  z
    .string()
    .check(
      z.regex(
        /^[^\s\p{C}@<>[\]()]{1,20}$/u,
        'a keyword of at most 20 characters, without blanks, brackets or @',
      ),
    );
