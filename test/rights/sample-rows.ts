import type { RowFamily } from '../../infra/rights/row-families.ts';

export const aCase = `c${'a'.repeat(25)}`;
const aTask = `h${'a'.repeat(25)}`;
const aHash = `${'c'.repeat(42)}_`;

/** A row of each family, with keys as the code writes them. */
export const sampleRows: Readonly<Record<RowFamily, { readonly pk: string; readonly sk: string }>> = {
  case: { pk: `S#st1#case#${aCase}`, sk: 'STATE' },
  register: { pk: 'S#st1#register#st1', sk: 'STATE' },
  'helper-task': { pk: `S#st1#helper-task#${aTask}`, sk: 'STATE' },
  webhooks: { pk: `S#st1#webhooks#w${'a'.repeat(25)}`, sk: 'STATE' },
  'webhook-event': { pk: `S#st1#E#${'e'.repeat(32)}`, sk: `2026-11-23T08:00:00.000Z#case#${aCase}#1#0` },
  'faq-entry': { pk: `S#st1#faq-entry#f${'a'.repeat(25)}`, sk: 'STATE' },
  'faq-list': { pk: 'S#st1#FAQ', sk: `f${'a'.repeat(25)}` },
  'faq-answered': { pk: 'S#st1#FAQ-ANSWERED', sk: `2026-11-23#f${'a'.repeat(25)}#t` },
  'helper-link': { pk: `H#${aHash}`, sk: 'H' },
  'case-helper': { pk: `S#st1#A#${aCase}`, sk: aTask },
  'helper-read-log': { pk: `V#st1#helper-task#${aTask}`, sk: 'READ#0000000001' },
  link: { pk: `T#${aHash}`, sk: 'T' },
  reference: { pk: 'S#st1#R#1234566', sk: 'REF' },
  'recent-report': { pk: 'S#st1#N#b1-1#noise#day', sk: `2026-11-23T08:00:00.000Z#${aCase}` },
  'co-reporter': { pk: `S#st1#J#${aCase}`, sk: aCase },
  contact: { pk: `S#st1#H#${aCase}`, sk: 'CASE' },
  'phone-hash': { pk: `S#st1#H#${aHash}`, sk: `2026-11-23T08:00:00.000Z#${aCase}` },
  'read-log': { pk: `V#st1#case#${aCase}`, sk: 'READ#0000000001' },
  'used-once': { pk: 'N#posters-nonce', sk: 'N' },
  counter: { pk: 'B#reports#hour#all', sk: 'B' },
  'channel-minute': { pk: 'W#st1/robot#29923340', sk: 'W' },
  brief: { pk: 'S#st1#B#2026-11-23', sk: 'D#officer' },
  batch: { pk: `S#st1#G#${'a'.repeat(22)}`, sk: 'OPEN' },
  'channel-test': { pk: 'S#st1#T#duty', sk: 'D#1795392000000' },
  count: { pk: 'S#st1#STATS#2026-11', sk: `1795392000000#${aCase}` },
  policy: { pk: 'S#st1#POLICY', sk: 'CURRENT' },
  place: { pk: 'L#b1-1', sk: 'PLACE' },
  'station-places': { pk: 'S#st1#PLACES', sk: 'b1-1' },
  station: { pk: 'S#st1#STATION', sk: 'STATION' },
  stations: { pk: 'STATIONS', sk: 'st1' },
  person: { pk: 'S#st1#PEOPLE', sk: 'wang' },
  proof: { pk: 'S#st1#PROOF', sk: 'LATEST' },
  'notary-request': { pk: `NOTARY#S#st1#case#${aCase}`, sk: 'LATE#0000000007' },
  root: { pk: 'NOTARY#ROOT', sk: '2026-11-23#st1' },
  'proof-run': { pk: 'PROOF', sk: 'RUN' },
  'asked-proof': { pk: 'PROOF#ASKED', sk: 'ASKED#2026-11-23T08:00:00.000Z' },
  'text-key': { pk: 'K#texts#st1', sk: 'KEY#1' },
  'contact-key': { pk: 'K#contacts#st1', sk: 'KEY#1' },
  'hashing-key': { pk: 'K#hashing', sk: 'KEY#1' },
  'command-key': { pk: 'K#commands', sk: 'KEY#1' },
  'signing-key': { pk: 'K#signing', sk: 'KEY#1' },
  'phone-key': { pk: 'K#phones', sk: 'KEY#1' },
  'webhook-key': { pk: 'K#webhooks', sk: 'KEY#1' },
  'notary-key': { pk: 'K#notary', sk: 'KEY#1' },
};

export const families = Object.keys(sampleRows) as readonly RowFamily[];
