import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { CommandRecord } from '../../shared/engine/storage/command-record.ts';
import {
  contentDigest,
  isKeptCommands,
  keepCommands,
  keptCommand,
  mayHaveRow,
} from '../../shared/engine/storage/kept-commands.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:20');
const AMPLE = 1000;

const record = (commandId: string, more: Partial<CommandRecord> = {}): CommandRecord => ({
  commandId,
  contentHash: `of ${commandId}`,
  answer: {
    version: 7,
    status: 'in-progress',
    dueAt: now + 1,
    dueKind: 'remind:resolve',
    responsible: 'chief',
  },
  expiresAt: now + 2 * DAY,
  ...more,
});

const keep = (...records: readonly CommandRecord[]): string =>
  records.reduce((text, one) => keepCommands(text, one, AMPLE, now).text, '');

describe('kept commands', () => {
  it.each([
    ['an open state', record('c1').answer],
    ['an ended state', { version: 64, status: 'closed' }],
    ['a late one', { ...record('c1').answer, dueAt: 0, dueKind: 'review', responsible: 'assignee' as const }],
  ])('give back the answer with %s', (_, answer) => {
    const text = keep(record('c0'), record('c1', { answer }), record('c2'));
    expect(keptCommand(text, 'c1')).toEqual({ content: contentDigest('of c1'), answer });
    expect(isKeptCommands(text)).toBe(true);
  });

  it('know no other id, and tell other content', () => {
    const text = keep(record('c1'));
    expect(keptCommand(text, 'c2')).toBeUndefined();
    expect(keptCommand(undefined, 'c1')).toBeUndefined();
    expect(keptCommand(text, 'c1')?.content).not.toBe(contentDigest('of c2'));
  });

  it('say neither the id nor the hash of the content', () => {
    expect(keep(record('staff-13800138000', { contentHash: 'secret' }))).not.toMatch(/13800138000|secret/);
  });

  it('are kept at least until their time, and an hour longer at most', () => {
    const text = keep(
      record('c1', { expiresAt: now + 2 * DAY }),
      record('c2', { expiresAt: now + 30 * DAY }),
    );
    const ids = (later: number) => {
      const left = keepCommands(text, undefined, 0, later).text;
      return ['c1', 'c2'].filter((id) => keptCommand(left, id) !== undefined);
    };
    expect(ids(now + 2 * DAY - 1)).toEqual(['c1', 'c2']);
    expect(ids(now + 2 * DAY + HOUR)).toEqual(['c2']);
    expect(ids(now + 30 * DAY + HOUR)).toEqual([]);
    expect(keepCommands(text, undefined, 0, now + 31 * DAY).text).toBe('');
  });

  it('take no more room than there is: what does not fit gets a row, which is then looked for', () => {
    const one = keep(record('c1'));
    const fits = keepCommands(one, record('c2'), 2 * one.length + 1, now);
    expect(fits).toMatchObject({ isKept: true });
    expect(mayHaveRow(fits.text, now)).toBe(false);

    const full = keepCommands(one, record('c2'), 2 * one.length, now);
    expect(full).toMatchObject({ isKept: false });
    expect(keptCommand(full.text, 'c1')).toBeDefined();
    expect(keptCommand(full.text, 'c2')).toBeUndefined();
    expect(isKeptCommands(full.text)).toBe(true);
    expect(mayHaveRow(full.text, now + 2 * DAY - 1)).toBe(true);
    expect(mayHaveRow(full.text, now + 2 * DAY + HOUR)).toBe(false);
  });

  it('look for rows as long as the last of them is kept', () => {
    const long = keepCommands('', record('c1', { expiresAt: now + 30 * DAY }), 0, now).text;
    const both = keepCommands(long, record('c2'), 0, now + MINUTE).text;
    expect(mayHaveRow(both, now + 30 * DAY - 1)).toBe(true);
    expect(keepCommands(both, undefined, 0, now + 31 * DAY).text).toBe('');
  });

  it.each(['', ' ', '+abcd ', 'nonsense', '+abcde', `${'x'.repeat(60)}`])('are not "%s"', (text) => {
    expect(isKeptCommands(text)).toBe(false);
  });
});
