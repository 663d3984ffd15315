import type { Language } from '../../shared/engine/language.ts';

/** Sample texts of residents and officers in the language of the page. */
export const texts = {
  'zh-CN': {
    lost: '黑色手机，HUAWEI，落在一单元电梯里了',
    missing: '母亲 76 岁，早上出门买菜还没回来',
    boxes: '楼道里堆满了纸箱',
    name: '王女士',
    more: '手机壳是红色的',
    question: '手机壳是什么颜色？',
    looking: '监控看过了，正在联系捡到的人',
    others: '请物业调取当天的录像',
    found: '手机已在保安岗找到，请带身份证来领取',
    closed: '录像里看不清是谁拿走的，只能到这里了',
    notOurs: '这件事不归警务室管，请找物业',
  },
  en: {
    lost: 'A black HUAWEI telephone, left in the lift of entrance 1',
    missing: 'My mother, 76, went to the market this morning and is not back',
    boxes: 'The corridor is full of boxes',
    name: 'Ms Wang',
    more: 'Its case is red',
    question: 'What colour is its case?',
    looking: 'We have seen the footage and are looking for who picked it up',
    others: 'The property firm is asked for the footage of that day',
    found: 'It was found at the guard post; please bring your identity card',
    closed: 'The footage does not show who took it; this is as far as we can go',
    notOurs: 'This is not for the police room; please ask the property firm',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

export type Texts = (typeof texts)[Language];
