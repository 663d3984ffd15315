import { describe, expect, test } from 'vitest';
import { act, expectLinksToResolve, hidden, openCase, reportedByForm, residents, titleOf } from './pages.ts';

describe('a form of the page', () => {
  test('sent twice does it once', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const fields = { action: 'add-message', text: '手机壳是红色的', commandId: 'press-1' };
    for (const _ of [1, 2, 3]) expect((await act(rig, token, fields)).status).toBe(303);
    const { text } = await openCase(rig, token);
    expect(text.match(/手机壳是红色的/g)).toHaveLength(1);
  });

  test('sent empty comes back opened, with the reason next to the field', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const { status, text } = await act(rig, token, { action: 'add-message', text: ' ' });
    expect(status).toBe(422);
    expect(titleOf(text)).toMatch(/^错误：/);
    expect(text).toContain('<a href="#message">请写几个字再发送</a>');
    expect(text).toContain('id="message-e">错误：请写几个字再发送');
    expect(text).toMatch(/<details class="act" open><summary class="btn">补充情况/);
    expectLinksToResolve(text);
  });

  test('that was changed after going back keeps its text and can be sent again', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await act(rig, token, { action: 'add-message', text: '一', commandId: 'press-1' });
    const { status, text } = await act(rig, token, {
      action: 'add-message',
      text: '二二',
      commandId: 'press-1',
    });
    expect(status).toBe(409);
    expect(text).toContain('二二');
    expect(hidden(text, 'commandId')).not.toBe('press-1');
  });

  test.each([
    [{ action: 'reopen' }, 409],
    [{ action: 'rate', rating: 'satisfied' }, 409],
    [{ action: 'rate' }, 422],
    [{ action: 'rate', rating: 'superb' }, 422],
    [{ action: 'close' }, 422],
    [{ action: 'constructor' }, 422],
    [{}, 422],
    [{ action: 'withdraw', expectedVersion: '1' }, 422],
  ])('with %j is refused with a sentence, and nothing happens', async (fields, expected) => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const before = (await rig.ask('GET /v1/track/{token}', { path: { token } })).text;
    const { status, text } = await act(rig, token, fields as Record<string, string>);
    expect(status).toBe(expected);
    expect(titleOf(text)).toMatch(/^错误：/);
    expectLinksToResolve(text);
    expect((await rig.ask('GET /v1/track/{token}', { path: { token } })).text).toBe(before);
  });
});
