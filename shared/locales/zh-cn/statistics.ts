import type { StatisticsWords } from '../statistics-words.ts';
import { types } from './case-words.ts';

export const statistics = {
  by: '分类',
  part: '项目',
  all: '全部',
  nobody: '无人',
  otherPersons: '其他人（每人件数少）',
  received: '收到',
  answered: '已答复',
  rates: {
    response: { numerator: '按时回复', denominator: '应回复', unknown: '回复未知' },
    completion: { numerator: '按时办结', denominator: '应办结', unknown: '办结未知' },
    resolution: { numerator: '已解决且未重开', denominator: '有结果并结案', unknown: '解决未知' },
    satisfaction: { numerator: '满意或基本满意', denominator: '已评价', unknown: '满意未知' },
  },
  responseMinutesMedian: '首次回复分钟数（中位数）',
  reopened: '解决后重开',
  endings: {
    open: '未结案',
    resolved: '结案：已解决',
    'resolved-after-reopening': '结案：重开后解决',
    'not-resolved': '结案：未解决',
    rejected: '结案：不予受理',
    transferred: '结案：已移交',
    withdrawn: '已撤回',
    linked: '并入同一件事',
  },
  ratings: {
    satisfied: '满意',
    'mostly-satisfied': '基本满意',
    dissatisfied: '不满意',
    'not-reached': '没联系上',
  },
  groupings: { type: '类型', building: '楼栋', hour: '星期-小时', day: '日期', person: '人员' },
  types,
} as const satisfies StatisticsWords;
