import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../events/catalogue.ts';
import { eventSource } from '../../events/event-type.ts';

const folder = new URL('../../events/samples/', import.meta.url);

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);

const samples = readdirSync(folder).map((file) => {
  const event = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return { file, event, detailType: String(event['detail-type']) };
});

describe('the catalogue of events', () => {
  it.each(catalogue)('$name is past tense, versioned, and documents what a receiver may rely on', (type) => {
    expect(type.name).toMatch(/^([A-Z][a-z]+)+ed$/);
    expect(Number.isInteger(type.version)).toBe(true);
    expect(type.promise).toMatch(/^Sent .{40,}\.$/);
  });

  it.each(catalogue)('$name has a sample', ({ name }) => {
    expect(samples.filter(({ detailType }) => detailType === name)).not.toEqual([]);
  });

  it.each(samples)(
    '$file is an event of the catalogue, under its own name',
    ({ file, event, detailType }) => {
      const type = catalogue.find(({ name }) => name === detailType);
      expect(file.startsWith(kebab(detailType))).toBe(true);
      expect(event.source).toBe(eventSource);
      expect(event.detail.schemaVersion).toBe(type?.version);
      expect(type?.detail.parse(event.detail)).toEqual(event.detail);
    },
  );

  it.each(samples)('$file has no room for anything that its type does not name', ({ event, detailType }) => {
    const type = catalogue.find(({ name }) => name === detailType);
    const withPhone = { ...event.detail, phone: '13800000003' };
    expect(type?.detail.safeParse(withPhone).success).toBe(false);
  });

  it.each(samples)('$file is far below the two kilobytes an event may have', ({ event }) => {
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(1000);
  });
});
