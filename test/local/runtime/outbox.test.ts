import { describe, expect, it } from 'vitest';
import { openOutbox } from '../../../infra/local/channels/outbox.ts';
import { openEventLog } from '../../../infra/local/event-log.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { at } from '../../engine/wall-clock.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();
const morning = at('2026-11-23 10:00');
const nobody = { mentioned: [], everyone: false, length: 9 } as const;
const all = { reference: undefined, since: 0 };
const titles = (listed: readonly Record<string, unknown>[]) => listed.map(({ title }) => title);

describe('the outbox', () => {
  it('keeps what robots took over a restart, and what went to one person until then', () => {
    const dataDir = newDataDir();
    const log = openEventLog(dataDir);
    const outbox = openOutbox(log);
    const text = '新事项：4827193\n请查看。';
    outbox.accept('wecom', { ...nobody, text, at: morning });
    outbox.accept('sms', {
      ...nobody,
      text: '编号 4827193',
      to: '13800005521',
      id: 'd1',
      at: morning + MINUTE,
    });
    outbox.receive(
      { id: 'm1', reference: '4827193', body: '{"id":"m1","title":"直接"}' },
      morning + 2 * MINUTE,
    );
    expect(titles(outbox.list(all))).toEqual(['新事项：4827193', '', '直接']);
    expect(outbox.list({ reference: '4827193', since: morning + MINUTE })).toHaveLength(2);
    expect(outbox.list({ reference: '5120338', since: 0 })).toEqual([]);
    expect(outbox.list(all)[0]).toMatchObject({ kind: 'alert', reference: '4827193', channel: 'wecom' });
    expect(outbox.list(all)[1]).toMatchObject({ id: 'd1', wire: { to: '138 **** 5521' } });
    log.close();
    const again = openEventLog(dataDir);
    expect(titles(openOutbox(again).list(all))).toEqual(['新事项：4827193', '直接']);
    again.close();
  });

  it('names the cases of a message about several, which is about none of them alone', () => {
    const log = openEventLog(newDataDir());
    const outbox = openOutbox(log);
    const text = '同时有多条提醒：2 件\n有 2 件事项需要处理：4827193、5120338。';
    outbox.accept('wecom', { ...nobody, text, at: morning });
    const [listed] = outbox.list(all);
    expect(listed).toMatchObject({ kind: 'several', batch: { references: ['4827193', '5120338'] } });
    expect(listed).not.toHaveProperty('reference');
    log.close();
  });

  it('keeps the newest of a long run, and every message that was sent straight into it', () => {
    const log = openEventLog(newDataDir());
    const outbox = openOutbox(log);
    outbox.receive({ id: 'm1', reference: undefined, body: '{"id":"m1","title":"直接"}' }, morning);
    for (let n = 1; n <= 2300; n += 1) {
      outbox.accept('wecom', { ...nobody, text: `提醒 ${n}\nx`, at: morning + n });
      if (n <= 700)
        outbox.accept('sms', { ...nobody, text: `短信 ${n}`, to: '13800005521', at: morning + n });
    }
    const rows = log.database.prepare('SELECT COUNT(*) AS rows FROM outbox').get();
    expect(rows?.rows).toBeLessThanOrEqual(2101);
    expect(rows?.rows).toBeGreaterThanOrEqual(2001);
    const first = log.database.prepare('SELECT id FROM outbox ORDER BY sequence LIMIT 1').get();
    expect(first?.id).toBe('m1');
    expect(outbox.list(all)).toHaveLength(1000);
    expect(outbox.list(all).at(-1)).toMatchObject({ title: '提醒 2300' });
    log.close();
  });
});
