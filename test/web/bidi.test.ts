import { describe, expect, test } from 'vitest';
import { closeBidi } from '../../shared/locales/close-bidi.ts';
import { fieldName } from '../../shared/locales/field-name.ts';
import { isolated } from '../../shared/locales/isolated.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { html } from '../../web/resident/html.ts';
import { atDesk, onlyCase } from '../http/at-desk.ts';
import { act, openCase, reportedByForm, residents, sendForm } from './pages.ts';

describe('bidirectional controls', () => {
  test.each([
    ['no controls', 'no controls'],
    ['an override \u202eleft open', 'an override \u202eleft open\u202c'],
    ['\u202d138 1234 5521\u202c', '\u202d138 1234 5521\u202c'],
    ['a stray \u202cend', 'a stray end'],
    ['a stray \u2069end', 'a stray end'],
    ['\u2067an isolate', '\u2067an isolate\u2069'],
    ['\u2067an isolate \u202eends what it holds\u2069', '\u2067an isolate \u202eends what it holds\u2069'],
    ['\u202e\u2066no end \u202cfrom within', '\u202e\u2066no end from within\u2069\u202c'],
    ['\u202ea line break\nends it\u202c', '\u202ea line break\u202c\nends it'],
    ['\u202b\u202e\u2068deep', '\u202b\u202e\u2068deep\u2069\u202c\u202c'],
  ])('%j are closed: %j', (text, closed) => {
    expect(closeBidi(text)).toBe(closed);
    expect(closeBidi(closed)).toBe(closed);
  });

  test('leave marks, joiners and letters of any script as they are', () => {
    for (const text of ['ئۇيغۇرچە\u200f 12', '\u200eabc', '👨‍👩‍👧', 'བོད་ཡིག', 'می\u200cخواهم', 'e\u0301']) {
      expect(closeBidi(text)).toBe(text);
    }
  });

  test('of a text within a sentence end before the sentence goes on', () => {
    expect(isolated('3 号楼 Building')).toBe('3 号楼 Building');
    expect(isolated('\u202e3')).toBe('\u2068\u202e3\u202c\u2069');
    expect(isolated('قۇتى 3')).toBe('\u2068قۇتى 3\u2069');
    expect(isolated('\u2069out')).toBe('\u2068out\u2069');
    expect(fieldName('x\u202ey', wordsOf('en'))).toBe('\u2068x\u202ey\u202c\u2069');
  });

  test('of a text on a page are closed, in markup and in attributes', () => {
    expect(html`<p title="${'\u202ea'}">${'\u2067b'}</p>`.markup).toBe(
      '<p title="\u202ea\u202c">\u2067b\u2069</p>',
    );
  });
});

const turned = 'نىسىپ \u202eabc';

describe('what a person wrote on a page', () => {
  test('has a direction of its own, wherever it stands', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig, { what: turned });
    const id = await onlyCase(rig);
    await atDesk(rig, id, 'officer', { move: 'start' }, { move: 'reply', text: `答复 ${turned}` });
    await act(rig, token, { action: 'add-message', text: `补充 ${turned}` });
    await atDesk(rig, id, 'officer', {
      move: 'resolve',
      outcome: 'returned',
      text: `已经办好，请来取 ${turned}`,
    });
    const { text } = await openCase(rig, token);
    const shown = [...text.matchAll(/<(\w+)([^>]*)>[^<>]*abc[^<>]*</g)];
    expect(shown).toHaveLength(5);
    for (const [found, , attributes] of shown) {
      expect(attributes).toContain('dir="auto"');
      expect(found).toContain(`${turned}\u202c`);
    }
  });

  test('keeps it in a form that comes back', async () => {
    const rig = await residents();
    const { text } = await sendForm(rig, { tile: 'lost', what: turned, name: turned, phone: 'x' });
    expect(text).toMatch(/<textarea[^>]*dir="auto"[^>]*>\n[^<]*abc/);
    expect(text).toMatch(/<input[^>]*name="name"[^>]*dir="auto"[^>]*abc/);
  });
});
