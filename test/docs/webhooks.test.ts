import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { FORMER_SECRET_FOR } from '../../shared/webhooks/decide-webhooks.ts';
import { eventTypes } from '../../shared/webhooks/event-types.ts';

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');

it('docs/webhooks.md names every type of event, and no other', () => {
  const list = page.slice(page.indexOf('## The types'), page.indexOf('## Try it'));
  const named = [...list.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, type]) => type);
  expect(named).toEqual(eventTypes);
});

it('docs/webhooks.md says for how long two secrets sign', () => {
  expect(page).toContain(`two signatures for ${FORMER_SECRET_FOR / HOUR} hours`);
});
