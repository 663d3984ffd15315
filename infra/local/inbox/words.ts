import type { Language } from '../../../shared/engine/language.ts';
import type { Responsible } from '../../../shared/engine/responsible.ts';

interface Words {
  readonly title: string;
  readonly localOnly: string;
  readonly none: string;
  readonly noneOfCase: (reference: string) => string;
  readonly all: string;
  readonly ofCase: (reference: string) => string;
  readonly onlyCase: (reference: string) => string;
  readonly count: (messages: number) => string;
  readonly more: (messages: number) => string;
  readonly morePhones: (phones: number) => string;
  readonly asJson: string;
  readonly today: string;
  readonly day: (month: number, day: number) => string;
  /** A telephone that is not one person's, by whom it belongs to. */
  readonly owners: Readonly<Record<Responsible, string>>;
  readonly number: (reference: string) => string;
}

/** All texts of the inbox. */
export const words: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    title: '收件箱',
    localOnly: '只在本机。这里的消息没有真的发给任何人。',
    none: '还没有消息。报一件事，或者拨快时钟，这里就有了。',
    noneOfCase: (reference) => `编号 ${reference} 还没有消息。`,
    all: '看全部',
    ofCase: (reference) => `只看编号 ${reference}`,
    onlyCase: (reference) => `编号 ${reference}`,
    count: (messages) => `${messages} 条`,
    more: (messages) => `更早的 ${messages} 条没有列出`,
    morePhones: (phones) => `还有 ${phones} 部手机没有列出；按编号看。`,
    asJson: '机器读的 JSON：带上 Accept: application/json 取同一个地址。',
    today: '今天',
    day: (month, day) => `${month}月${day}日`,
    owners: {
      assignee: '经办人',
      guard: '值班保安',
      officer: '社区民警',
      chief: '所长',
      district: '分局值班台',
      resident: '居民',
      'third-party': '协办单位',
      'co-reporters': '一起反映的邻居',
    },
    number: (reference) => `编号 ${reference}`,
  },
  en: {
    title: 'Inbox',
    localOnly: 'On this machine only. Nothing here was really sent to anybody.',
    none: 'No messages yet. Report something, or move the clock, and they appear.',
    noneOfCase: (reference) => `No messages yet about number ${reference}.`,
    all: 'Show all',
    ofCase: (reference) => `Only number ${reference}`,
    onlyCase: (reference) => `Number ${reference}`,
    count: (messages) => (messages === 1 ? '1 message' : `${messages} messages`),
    more: (messages) => `${messages} earlier ones are not listed`,
    morePhones: (phones) => `${phones} more telephones are not listed; look by number.`,
    asJson: 'JSON for machines: the same address with Accept: application/json.',
    today: 'Today',
    day: (month, day) => `${day}/${month}`,
    owners: {
      assignee: 'The person in charge',
      guard: 'The duty guard',
      officer: 'The community officer',
      chief: 'The station chief',
      district: 'The district desk',
      resident: 'A resident',
      'third-party': 'The other office',
      'co-reporters': 'The neighbours who joined',
    },
    number: (reference) => `number ${reference}`,
  },
};
