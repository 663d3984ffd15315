import type { LogEntry, NotaryLog } from '../../../shared/engine/notary/notary-log.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import { entryOf, type Segment } from '../../../shared/engine/notary/segment.ts';
import {
  type Head,
  noHead,
  type Objection,
  type Statement,
} from '../../../shared/engine/notary/statement.ts';
import type { SeenAggregate, SeenRow } from '../../../shared/engine/proof/seen.ts';
import type { Mac } from '../../../shared/engine/secrets/mac.ts';
import { aggregateKeyIn, aggregatePk, readLogPk } from '../../../shared/engine/storage/keys.ts';
import { Unreadable } from '../../../shared/engine/storage/store-errors.ts';
import { keylessMac } from '../notary/crimes.ts';
import type { Parts } from '../world/parts.ts';
import type { Mutant } from './mutant.ts';

type Notarise = Parts['notarise'];

/** The notary with its records, what it writes, or its answer changed. */
const notarising =
  (change: (inner: Notarise) => Notarise): Mutant['change'] =>
  (parts) => ({ ...parts, notarise: change(parts.notarise) });

/** A notary that does not see records of this kind. */
const blindTo = (isUnseen: (record: NotaryRecord) => boolean): Mutant['change'] =>
  notarising(
    (inner) => (world, records, now) =>
      inner(
        world,
        records.filter((record) => !isUnseen(record)),
        now,
      ),
  );

/** A notary that states or objects to something more, in a segment of its own. */
const adding = (
  more: (
    world: Parameters<Notarise>[0],
    record: NotaryRecord,
  ) => Promise<{ readonly statement?: Statement; readonly objection?: Objection } | undefined>,
): Mutant['change'] =>
  notarising((inner) => async (world, records, now) => {
    const left: NotaryRecord[] = [];
    const made = [];
    for (const record of records) {
      const one = await more(world, record);
      if (one === undefined) left.push(record);
      else made.push(one);
    }
    const statements = made.flatMap(({ statement }) => statement ?? []);
    const objections = made.flatMap(({ objection }) => objection ?? []);
    if (made.length > 0) await world.segments.write({ at: now, statements, objections });
    return inner(world, left, now);
  });

/** A prover that gets all of the log at once, changed in this way, whenever it reads. */
const readingLog = (change: (segments: readonly Segment[]) => readonly Segment[]): Mutant['change'] => {
  const readWhole = async (log: NotaryLog, mac: Mac): Promise<readonly LogEntry[]> => {
    const entries: LogEntry[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await log.read(cursor);
      entries.push(...page.entries);
      ({ cursor, more } = page);
    }
    const own = await Promise.all(
      entries.map(async (entry) => ({ entry, segment: await ownSegment(entry, mac) })),
    );
    const changed = change(own.flatMap(({ segment }) => segment ?? []));
    const foreign = own.flatMap(({ entry, segment }) => (segment === undefined ? [entry] : []));
    return [...foreign, ...(await Promise.all(changed.map((segment) => entryOf(segment, mac))))];
  };
  return (parts) => ({
    ...parts,
    checkpoints: (inner) => ({ ...parts.checkpoints(inner), readPart: async () => undefined }),
    log(inner) {
      const log = parts.log(inner);
      return { ...log, read: async () => ({ entries: await readWhole(log, parts.notaryMac), more: false }) };
    },
  });
};

/** A prover that does not keep these lists of the state of the log. */
const forgetting =
  (...names: readonly string[]): Mutant['change'] =>
  (parts) => ({
    ...parts,
    checkpoints(inner) {
      const kept = parts.checkpoints(inner);
      return {
        ...kept,
        async writePart(name, text) {
          const content = JSON.parse(text.slice(text.indexOf('\n') + 1));
          if (Array.isArray(content)) return kept.writePart(name, text);
          const body = JSON.stringify({ ...content, ...Object.fromEntries(names.map((one) => [one, []])) });
          return kept.writePart(name, `${await parts.notaryMac(`checkpoint ${name} ${body}`)}\n${body}`);
        },
      };
    },
  });

async function ownSegment({ name, text }: LogEntry, mac: Mac): Promise<Segment | undefined> {
  const { mac: code, ...segment } = JSON.parse(text) as Segment & { readonly mac: string };
  const entry = await entryOf(segment, mac);
  return entry.name === name && entry.text.includes(code) ? segment : undefined;
}

/** The segments with other statements; the statements come in the order in which they arrived. */
const restated = (
  segments: readonly Segment[],
  change: (statement: Statement) => Statement | undefined,
): readonly Segment[] =>
  segments.map((segment) => ({
    ...segment,
    statements: segment.statements.flatMap((statement) => change(statement) ?? []),
  }));

function lastToArrive(segments: readonly Segment[]): readonly Segment[] {
  const last = new Map(
    segments.flatMap(({ statements }) => statements.map((one) => [one.chain, one] as const)),
  );
  return restated(segments, (statement) => (last.get(statement.chain) === statement ? statement : undefined));
}

function withoutConflicts(segments: readonly Segment[]): readonly Segment[] {
  const heads = new Map<string, Head>();
  return restated(segments, (statement) => {
    const known = heads.get(statement.chain) ?? noHead;
    if (statement.version <= known.version) return undefined;
    heads.set(statement.chain, { version: statement.version, head: statement.head });
    return { ...statement, after: known };
  });
}

const isRemoval = (record: NotaryRecord): boolean =>
  (record.row === 'state' && record.after === undefined) ||
  ((record.row === 'fact' || record.row === 'read') && record.change === 'removed');

export const notaryMutants: readonly Mutant[] = [
  {
    name: 'the notary believes the head',
    removes: 'the facts that must lead from the old head to the new one',
    change: adding(async (_, record) => {
      if (record.row !== 'state') return undefined;
      const { key, before = noHead, after } = record;
      if (after === undefined || after === 'unreadable' || before === 'unreadable') return undefined;
      if (after.version <= before.version) return undefined;
      return { statement: { chain: aggregatePk(key), ...after, after: before } };
    }),
  },
  {
    name: 'an unanswered batch is lost',
    removes: 'the batch that comes again when the log did not answer',
    change: notarising(
      (inner) => (world, records, now) =>
        inner(world, records, now).catch(() => ({ statements: 0, roots: 0, objections: [] })),
    ),
  },
  {
    name: 'objections are not kept',
    removes: 'objections in the log',
    change: notarising(
      (inner) => (world, records, now) =>
        inner(
          {
            ...world,
            segments: {
              write: (content) => world.segments.write({ ...content, objections: [] }),
            },
          },
          records,
          now,
        ),
    ),
  },
  {
    name: 'what was removed is passed over',
    removes: 'objections to rows that were removed',
    change: blindTo(isRemoval),
  },
  {
    name: 'what was changed is passed over',
    removes: 'objections to facts and reads that were changed',
    change: blindTo(
      (record) => (record.row === 'fact' || record.row === 'read') && record.change === 'changed',
    ),
  },
  {
    name: 'reads are not stated',
    removes: 'statements about logs of reads',
    change: blindTo((record) => record.row === 'read' && typeof record.change !== 'string'),
  },
  {
    name: 'what is stated late extends nothing',
    removes: 'the facts that must lead to a head that is stated late',
    change: adding(async ({ notary }, record) => {
      if (record.row !== 'unstated') return undefined;
      const key = aggregateKeyIn(record.chain);
      const reached = key && (await notary.findHead(key));
      if (reached === undefined || reached === 'unreadable') return undefined;
      const { chain, after } = record;
      return reached.version > after.version ? { statement: { chain, ...reached, after } } : undefined;
    }),
  },
  {
    name: 'nothing is stated late',
    removes: 'the request to state what the stream has lost',
    change: (parts) => ({
      ...parts,
      proofs: (inner, tables) => ({
        ...parts.proofs(inner, tables),
        askToState: async (_chain, _after, now) => now,
      }),
    }),
  },
  {
    name: 'a repeat is objected to',
    removes: 'the same statement again, which is harmless',
    change(parts) {
      const seen = new Set<string>();
      return adding(async (_, record) => {
        if (record.row !== 'state' || typeof record.after !== 'object') return undefined;
        const chain = aggregatePk(record.key);
        const { version } = record.after;
        if (typeof record.before === 'object' && record.before.version === version) return undefined;
        const name = `${chain}/${version}`;
        if (seen.has(name)) return { objection: { chain, what: 'head-replaced', version } };
        seen.add(name);
        return undefined;
      })(parts);
    },
  },
  {
    name: 'reads must come in order',
    removes: 'reads in any order, as the stream may give them',
    change(parts) {
      const last = new Map<string, number>();
      return adding(async (_, record) => {
        if (record.row !== 'read' || typeof record.change === 'string') return undefined;
        const chain = readLogPk(record.key);
        const isNext = record.number === (last.get(chain) ?? 0) + 1;
        last.set(chain, Math.max(last.get(chain) ?? 0, record.number));
        return isNext ? undefined : { objection: { chain, what: 'not-leading', version: record.number } };
      })(parts);
    },
  },
  {
    name: 'the last to arrive is the head',
    removes: 'the order of versions, when the log is folded',
    change: readingLog(lastToArrive),
  },
  {
    name: 'heads in conflict are dropped',
    removes: 'stated heads that the newest one does not follow',
    change: readingLog(withoutConflicts),
  },
  {
    name: 'the mark of a restored table is nothing',
    removes: 'the mark by which an operator says what a restored backup made void',
    change: readingLog((segments) => segments.map(({ restored: _, ...segment }) => segment)),
  },
  {
    name: 'the first page of the log only',
    removes: 'following the pages of the log',
    change: (parts) => ({
      ...parts,
      log(inner) {
        const log = parts.log(inner);
        return { ...log, read: async (cursor) => ({ ...(await log.read(cursor)), more: false }) };
      },
    }),
  },
  {
    name: 'anybody’s entries count',
    removes: 'the key under which the codes of the log are made',
    change: (parts) => ({ ...parts, notaryMac: keylessMac }),
  },
  {
    name: 'what is gone is not missed',
    removes: 'looking for histories that the log names and the table does not hold',
    change: (parts) => ({
      ...parts,
      proofs(inner, tables) {
        const proofs = parts.proofs(inner, tables);
        return {
          ...proofs,
          // Whatever is gone counts as what stands there and does not read, which only the scan names.
          findAggregate: async (key) => (await proofs.findAggregate(key)) ?? ({ key } as SeenAggregate),
          async chain(key) {
            if ((await proofs.findAggregate(key)) === undefined) throw new Unreadable('gone');
            return proofs.chain(key);
          },
        };
      },
    }),
  },
  {
    name: 'the row of a state is not compared',
    removes: 'the hash of a state’s row in its newest fact',
    change: (parts) => ({
      ...parts,
      proofs(inner, tables) {
        const proofs = parts.proofs(inner, tables);
        const believed = (row: SeenRow): SeenRow => {
          const newest = row.row === 'aggregate' ? tables.facts.get(aggregatePk(row.key))?.at(-1) : undefined;
          return newest?.state === undefined ? row : ({ ...row, stateHash: newest.state } as SeenRow);
        };
        return {
          ...proofs,
          async scan(cursor) {
            const { rows, ...page } = await proofs.scan(cursor);
            return { ...page, rows: rows.map(believed) };
          },
          rowsOf: async (partition) => (await proofs.rowsOf(partition)).map(believed),
        };
      },
    }),
  },
  {
    name: 'objections are forgotten with the run',
    removes: 'objections in what the prover keeps of the log',
    change: forgetting('objections'),
  },
  {
    name: 'what was wrong is forgotten with the run',
    removes: 'what the prover notes for the next proof',
    change: forgetting('toProve', 'toProveNext'),
  },
];
