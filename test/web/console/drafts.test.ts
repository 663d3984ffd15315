import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from './browser.ts';

beforeEach(stubBrowser);
afterEach(() => {
  vi.unstubAllGlobals();
});

const begun = async (person: string) => {
  const drafts = await import('../../../web/console/session/drafts.ts');
  drafts.beginDrafts(person);
  return drafts;
};

describe('a draft', () => {
  it('outlives a reload', async () => {
    (await begun('p-li')).writeDraft('c1', 'reply', 'half a sentence');
    vi.resetModules();
    expect((await begun('p-li')).draftOf('c1', 'reply').value).toBe('half a sentence');
  });

  it('goes when another person signs in, and when its own signs out', async () => {
    (await begun('p-li')).writeDraft('c1', 'reply', 'half a sentence');
    vi.resetModules();
    const next = await begun('p-zhao');
    expect(JSON.stringify(localStorage)).not.toContain('half a sentence');
    next.writeDraft('c1', 'reply', 'another');
    next.forgetDrafts();
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('that was written on while it was sent is not cleared', async () => {
    const drafts = await begun('p-li');
    drafts.writeDraft('c1', 'reply', 'sent, and more');
    drafts.clearDraft('c1', 'reply', 'sent');
    expect(drafts.draftOf('c1', 'reply').value).toBe('sent, and more');
    drafts.clearDraft('c1', 'reply', 'sent, and more');
    expect(drafts.draftOf('c1', 'reply').value).toBe('');
  });
});
