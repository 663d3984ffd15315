import type { QuestionsWords } from '../page-words.ts';

const things = {
  phone: '手机',
  wallet: '钱包',
  'bank-card': '银行卡',
  'id-card': '身份证',
  keys: '钥匙',
  bag: '包',
  other: '其他',
};
const times = { 'within-2-hours': '两小时内', today: '今天早些时候', earlier: '今天以前' };
const persons = { child: '孩子', elder: '老人', adult: '成年人' };

export const questions = {
  'lost-item': {
    item: { ask: '丢了什么', choices: things },
    when: { ask: '什么时候丢的', choices: times },
  },
  'found-item': {
    item: { ask: '捡到什么', choices: things },
    when: { ask: '什么时候捡到的', choices: times },
  },
  'lost-person': {
    who: { ask: '走失的是', choices: persons },
    memory: { ask: '记性不好，说不清住哪里', choices: { yes: '是', no: '不是', unknown: '不清楚' } },
  },
  'found-person': { who: { ask: '遇到的是', choices: persons } },
  dispute: {
    kind: {
      ask: '哪一种',
      choices: { noise: '噪音', money: '钱的事', family: '家里的事', neighbours: '邻里', other: '其他' },
    },
    risk: {
      ask: '有没有这些情况',
      choices: {
        none: '都没有',
        weapon: '有人拿刀或器械',
        violence: '有人动手',
        child: '伤到孩子',
        pregnancy: '有孕妇',
        'third-time': '一个月里第三次',
      },
    },
  },
  hazard: {
    kind: {
      ask: '是什么情况',
      choices: {
        'locked-fire-door': '消防门锁了',
        'blocked-escape-route': '通道堵了',
        'fire-alarm': '火警设施坏了',
        clutter: '楼道堆东西',
        equipment: '设备坏了',
        other: '其他',
      },
    },
  },
  lead: { now: { ask: '现在正在发生吗', choices: { yes: '正在发生', no: '不是现在' } } },
  welfare: {
    worry: {
      ask: '担心什么',
      choices: {
        'no-answer-at-the-door': '敲门没人应',
        'danger-to-self-or-others': '可能伤害自己或别人',
        lonely: '一个人住，少人照应',
        'needs-care': '需要照顾',
      },
    },
  },
  consultation: {
    topic: {
      ask: '哪方面',
      choices: { household: '户口', residence: '居住登记', legal: '法律', traffic: '交通', other: '其他' },
    },
  },
  delivery: {
    document: {
      ask: '哪种证件',
      choices: { 'id-card': '身份证', 'residence-permit': '居住证', certificate: '证明', other: '其他' },
    },
  },
  fraud: {
    paid: {
      ask: '钱转出去了吗',
      choices: { 'within-48-hours': '转了，两天以内', earlier: '转了，两天以前', no: '没有转' },
    },
  },
  other: {},
} as const satisfies QuestionsWords;
