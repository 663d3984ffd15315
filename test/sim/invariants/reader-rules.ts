import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case, CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { caseNamed } from '../world/kept-cases.ts';
import type { Invariant } from './catalogue.ts';
import type { Life } from './life.ts';

type Broken = (invariant: Invariant, detail: string) => void;

/** Texts that only staff read. Listed here again, so that a mistake in the code's own table is found. */
const internal: ReadonlySet<string> = new Set(['note', 'proposal', 'helper-words']);

/** Texts that staff must not read: the secret of the resident's link is in them. */
const kept: ReadonlySet<string> = new Set(['notice-address']);

/** Judges who can open the texts of a case: its own reporter, and of what was announced those who are linked to it. */
export function judgeReaders({ name, found }: Life, tables: Tables, broken: Broken): void {
  const own = `reader:${found.caseId}`;
  const isLead = (row: object): boolean =>
    'readerKey' in row && String(row.readerKey).startsWith(found.reader);
  const link = [...tables.companions].find(
    ([pk, rows]) => pk.startsWith('T#') && [...rows.values()].some((row) => row.caseId === found.caseId),
  );
  if (![...(link?.[1].values() ?? [])].some(isLead)) broken('read-by-its-link', `${name} has another key`);
  for (const { version, kind, sealed } of tables.texts.get(name) ?? []) {
    const readers = Object.keys(sealed.keys ?? {});
    const isOwn = readers.includes(own);
    if (readers.includes('station') === kept.has(kind))
      broken('read-by-its-link', `${name}/${version} ${kind} by staff`);
    if (isOwn === internal.has(kind))
      broken('read-by-its-link', `${name}/${version} ${kind} by its reporter`);
  }
  for (const { of, version } of announcedTo(found, tables)) {
    const text = tables.texts.get(of)?.find((one) => one.version === version);
    if (!Object.hasOwn(text?.sealed.keys ?? {}, own))
      broken('read-by-its-link', `${of}/${version} by ${name}`);
  }
}

/** What was announced in the cases that this one is linked to, since the link. */
function announcedTo(
  found: Case,
  tables: Tables,
): readonly { readonly of: string; readonly version: number }[] {
  const all: { of: string; version: number }[] = [];
  let linked: CaseId = found.caseId;
  for (let next = found.duplicateOf, hops = 0; next !== undefined && hops < 100; hops += 1) {
    const of = stateName(keyOf({ station: found.station, caseId: next }));
    const facts = (tables.facts.get(of) ?? []) as readonly FactRecord<Fact>[];
    const since = facts.findLast(({ fact }) => fact.fact === 'co-reporter-linked' && fact.of === linked);
    const texts = tables.texts.get(of) ?? [];
    for (const { version, kind } of texts) {
      if (kind === 'announcement' && since !== undefined && version >= since.version)
        all.push({ of, version });
    }
    linked = next;
    next = caseNamed(tables, of)?.duplicateOf;
  }
  return all;
}
