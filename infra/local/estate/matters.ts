import type { MoveCommand, Submit } from '../../../shared/domain/command.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import { personId } from '../../../shared/domain/scope.ts';

/** What a member of staff did, so long after the report. */
interface Turn {
  readonly after: number;
  readonly by: string;
  readonly command: MoveCommand;
}

export interface Matter {
  /** How long before the start of the run it was reported. */
  readonly ago: number;
  readonly place: string;
  readonly type: Submit['type'];
  readonly details?: Submit['details'];
  readonly what: string;
  readonly contact?: { readonly phone?: string; readonly name?: string };
  readonly turns: readonly Turn[];
}

const li = 'p-officer-li';
const ma = 'p-guard-ma';
const turn = (after: number, by: string, command: MoveCommand): Turn => ({ after, by, command });
const assign = (to: string): MoveCommand => ({ move: 'assign', to: personId(to) });
const reply = (text: string): MoveCommand => ({ move: 'reply', text });

/** A dozen matters in as many states, so that every list has something in it from the first minute on. */
export const matters: readonly Matter[] = [
  {
    ago: 8 * MINUTE,
    place: 'b03-1',
    type: 'lost-item',
    details: { item: 'phone' },
    what: '黑色手机，大概上午十点落在一单元电梯里了。',
    contact: { phone: '13800000003' },
    turns: [],
  },
  {
    ago: 26 * HOUR,
    place: 'b07-2',
    type: 'lost-item',
    details: { item: 'keys' },
    what: '一串钥匙，上面有个红色的小灯笼。',
    contact: { phone: '13800000007', name: '周' },
    turns: [
      turn(12 * MINUTE, li, { move: 'acknowledge' }),
      turn(40 * MINUTE, li, reply('监控已经调取，保洁员认出了捡到的人，正在联系。')),
      turn(45 * MINUTE, li, { move: 'reach-milestone', milestone: 'footage-kept', done: true }),
    ],
  },
  {
    ago: 25 * MINUTE,
    place: 'b11-1',
    type: 'lost-person',
    details: { who: 'elder', memory: 'yes' },
    what: '我母亲今年八十二岁，穿灰色棉袄，早上出门买菜没有回来。',
    contact: { phone: '13800000011', name: '刘' },
    turns: [
      turn(2 * MINUTE, ma, { move: 'acknowledge' }),
      turn(4 * MINUTE, ma, reply('两名保安已经出发，南门和菜市场都有人在找，请保持电话畅通。')),
      turn(15 * MINUTE, ma, { move: 'note', text: '南门没有，往广场方向找。' }),
    ],
  },
  {
    ago: 4 * DAY,
    place: 'b15-1',
    type: 'dispute',
    details: { kind: 'noise' },
    what: '楼上每天晚上十一点以后拖椅子，说过几次都没用。',
    contact: { phone: '13800000015' },
    turns: [
      turn(20 * MINUTE, li, assign(li)),
      turn(2 * HOUR, li, reply('已经和楼上约好上门，时间定了告诉您。')),
      turn(DAY, li, { move: 'ask-resident', text: '您周六上午在家吗？我们想请两家一起坐下来谈。' }),
    ],
  },
  {
    ago: 20 * HOUR,
    place: 'b06-1',
    type: 'hazard',
    details: { kind: 'locked-fire-door' },
    what: '一楼的消防门用链子锁上了。',
    turns: [
      turn(10 * MINUTE, li, assign(ma)),
      turn(30 * MINUTE, ma, reply('已到现场看过，正在通知物业。')),
      turn(2 * HOUR, li, { move: 'reach-milestone', milestone: 'notice-served', done: true }),
    ],
  },
  {
    ago: 3 * DAY,
    place: 'b09-2',
    type: 'hazard',
    details: { kind: 'clutter' },
    what: '三楼楼道堆了好多纸箱，轮椅过不去。',
    contact: { phone: '13800000009' },
    turns: [
      turn(HOUR, li, reply('下午去看现场。')),
      turn(2 * HOUR, li, {
        move: 'await-third-party',
        text: '物业负责清理，三天内完成。',
      }),
    ],
  },
  {
    ago: 2 * DAY,
    place: 'b20-1',
    type: 'consultation',
    details: { topic: 'residence' },
    what: '租房子住，孩子上学要办居住证，需要带什么？',
    contact: { phone: '13800000020' },
    turns: [
      turn(30 * MINUTE, li, { move: 'start' }),
      turn(HOUR, li, {
        move: 'resolve',
        outcome: 'advised',
        text: '请带身份证、租房合同和近期照片，工作日来警务室就能办。',
      }),
    ],
  },
  {
    ago: 5 * HOUR,
    place: 'b02-1',
    type: 'delivery',
    details: { document: 'id-card' },
    what: '腿脚不便，身份证办好了能送到家吗？',
    contact: { phone: '13800000002', name: '陈' },
    turns: [turn(15 * MINUTE, li, assign(li))],
  },
  {
    ago: 3 * HOUR,
    place: 'repair-row',
    type: 'lead',
    details: { now: 'no' },
    what: '有人连着几天晚上在这里卖来路不明的电瓶。',
    turns: [turn(HOUR, li, { move: 'acknowledge' })],
  },
  {
    ago: 30 * HOUR,
    place: 'b18-2',
    type: 'welfare',
    details: { worry: 'lonely' },
    what: '隔壁独居的张大爷好几天没下楼了，想请你们看看。',
    contact: { phone: '13800000018' },
    turns: [turn(HOUR, li, reply('已上门看望，老人身体还好，已告诉社区。'))],
  },
  {
    ago: 50 * MINUTE,
    place: 'b12-1',
    type: 'fraud',
    details: { paid: 'within-48-hours' },
    what: '刚才按电话里说的转了钱，现在对方不接电话了。',
    contact: { phone: '13800000012' },
    turns: [
      turn(2 * MINUTE, li, reply('先别再转账，我们马上联系 110 和 96110。')),
      turn(20 * MINUTE, li, {
        move: 'transfer',
        to: '110',
        ref: 'A110-2231',
        text: '已经转给 110，民警会打您电话。',
      }),
    ],
  },
  {
    ago: 2 * DAY,
    place: 'b21-1',
    type: 'other',
    what: '广场的路灯晚上一闪一闪的。',
    turns: [],
  },
  {
    ago: 9 * DAY,
    place: 'south-gate',
    type: 'found-person',
    details: { who: 'elder' },
    what: '老人说不清自己住几号楼，在岗亭坐着。',
    turns: [
      turn(MINUTE, ma, { move: 'acknowledge' }),
      turn(10 * MINUTE, ma, reply('家属已经联系上，正在赶来。')),
      turn(40 * MINUTE, li, { move: 'resolve', outcome: 'family-reached', text: '家属已经把老人接回家了。' }),
    ],
  },
];
