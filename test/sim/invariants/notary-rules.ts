import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { Segment } from '../../../shared/engine/notary/segment.ts';
import {
  type Head,
  isSameHead,
  type Objection,
  type Statement,
} from '../../../shared/engine/notary/statement.ts';
import type { Violation, ViolationKind } from '../../../shared/engine/proof/proof.ts';
import type { WrittenHeads } from '../notary/written-heads.ts';
import type { Invariant } from './catalogue.ts';

type Broken = (invariant: Invariant, detail: string) => void;

/** What the log says, read here without the code that the prover reads it with. */
export interface LogContent {
  /** How many entries were read. */
  readonly entries: number;
  readonly statements: readonly Statement[];
  /** Those that no mark of an operator has made void. */
  readonly valid: readonly Statement[];
  readonly objections: readonly Objection[];
}

/** `forged`: names of entries that the notary has not written. */
export function contentOf(entries: readonly LogEntry[], forged: ReadonlySet<string>): LogContent {
  const segments = entries
    .filter(({ name }) => !forged.has(name))
    .map(({ text }) => JSON.parse(text) as Segment);
  const marks = segments.flatMap(({ at, restored }) => (restored ? [{ from: restored.to, to: at }] : []));
  const isVoid = ({ at }: Segment): boolean => marks.some(({ from, to }) => from <= at && at <= to);
  return {
    entries: entries.length,
    statements: segments.flatMap(({ statements }) => statements),
    valid: segments.filter((segment) => !isVoid(segment)).flatMap(({ statements }) => statements),
    objections: segments.flatMap(({ objections }) => objections),
  };
}

const endsOf = ({ version, head, after }: Statement): readonly Head[] => [{ version, head }, after];

/**
 * The chains of which the log states what a restored backup lost, and which nobody has told it of. The log is right about
 * them and the table is not, so they are to be named.
 */
export function lostChains(written: WrittenHeads, statements: readonly Statement[]): ReadonlySet<string> {
  const lost = statements.filter((statement) =>
    endsOf(statement).some(({ version, head }) => written.isLost(statement.chain, version, head)),
  );
  return new Set(lost.map(({ chain }) => chain));
}

/** Each statement is about what stood in the table: written by whom it may, lost by a restored backup, or falsified. */
export function judgeStatements(written: WrittenHeads, { statements }: LogContent, broken: Broken): void {
  for (const statement of statements) {
    const { chain } = statement;
    const stood = endsOf(statement).every(
      ({ version, head }) =>
        written.isWritten(chain, version, head) ||
        written.isLost(chain, version, head) ||
        written.isForged(chain, version, head),
    );
    const leads = statement.after.version < statement.version;
    if (!stood || !leads)
      broken('log-is-whole', `${chain} ${statement.after.version} to ${statement.version} never stood there`);
  }
}

/**
 * What reached the notary is stated, each version by itself; and the newest head of each chain is stated, also where the
 * stream has lost all of its changes. `excepted`: the chains that the log is right about and the table is not.
 */
export function judgeWhole(
  written: WrittenHeads,
  { statements, valid }: LogContent,
  unheard: ReadonlySet<string>,
  excepted: ReadonlySet<string>,
  broken: Broken,
): void {
  const stated = new Set(statements.map(({ chain, version, head }) => headName(chain, { version, head })));
  const newest = new Map<string, Head>();
  for (const { chain, version, head } of valid) {
    if (version > (newest.get(chain)?.version ?? 0)) newest.set(chain, { version, head });
  }
  for (const [chain, heads] of written.heads) {
    if (excepted.has(chain)) continue;
    for (const [index, head] of heads.entries()) {
      const name = headName(chain, { version: index + 1, head });
      if (!stated.has(name) && !unheard.has(name)) broken('log-is-whole', `${name} was not stated`);
    }
    const last = { version: heads.length, head: heads.at(-1) ?? '' };
    const reached = newest.get(chain);
    if (reached === undefined || !isSameHead(reached, last))
      broken('log-is-whole', `${chain} is stated to ${reached?.version} of ${last.version}`);
  }
}

export const headName = (chain: string, { version, head }: Head): string => `${chain}/${version}/${head}`;

/** What the prover finds by comparing with the log, or by the chain itself. It says more, which is judged elsewhere. */
const aboutHistory: ReadonlySet<ViolationKind> = new Set([
  'broken-chain',
  'versions-missing',
  'broken-read-log',
  'state-changed',
  'rewritten',
  'missing',
  'unstated',
  'objection',
  'log-damaged',
]);

/** The chain that a finding is about; of one about the log itself, the name of what is damaged. */
const chainOf = ({ row }: Violation, chains: ReadonlyMap<string, string>): string =>
  row.startsWith('V#') ? (row.split(' / ')[0] ?? row) : (chains.get(row) ?? row);

/** `chains`: partitions by the names that the prover gives to rows. */
export const namedIn = (
  violations: readonly Violation[],
  chains: ReadonlyMap<string, string>,
): ReadonlySet<string> =>
  new Set(
    violations
      .filter(({ kind }) => aboutHistory.has(kind) && kind !== 'unstated')
      .map((violation) => chainOf(violation, chains)),
  );

/** `mayBeUnstated`: whether the stream lost something of this chain, or may still hold it up. */
export function judgeHonest(
  violations: readonly Violation[],
  chains: ReadonlyMap<string, string>,
  excepted: ReadonlySet<string>,
  mayBeUnstated: (chain: string) => boolean,
  broken: Broken,
): void {
  for (const violation of violations) {
    const { kind, row, where } = violation;
    const chain = chainOf(violation, chains);
    if (!aboutHistory.has(kind) || excepted.has(chain)) continue;
    if (kind === 'unstated' && mayBeUnstated(chain)) continue;
    broken('nothing-honest-is-false', `${kind} ${row} ${where ?? ''}`);
  }
}

export function judgeObjections(
  { objections }: LogContent,
  excepted: ReadonlySet<string>,
  broken: Broken,
): void {
  for (const { chain, what, version } of objections) {
    if (!excepted.has(chain)) broken('nothing-honest-is-false', `${what} ${chain} ${version}`);
  }
}

/** `falsified`: by chain, what was done to it. */
export function judgeNamed(
  named: ReadonlySet<string>,
  falsified: ReadonlyMap<string, string>,
  broken: Broken,
): void {
  for (const [chain, what] of falsified) {
    if (!named.has(chain)) broken('falsified-is-named', `${what}: ${chain}`);
  }
}
