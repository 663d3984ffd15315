import type { FaqWords } from '../../shared/faq/faq-entry.ts';

/** A question with its answer, as an officer writes it. */
export const faqWords: FaqWords = {
  question: { 'zh-CN': '居住证续签要带什么？', en: 'What do I bring to renew a residence permit?' },
  answer: {
    'zh-CN': '带身份证和原来的居住证。\n每天 9:00 到 17:00 到警务室。',
    en: 'Bring your ID card and the old permit.\nAny day from 9:00 to 17:00, to the police room.',
  },
};

export const otherWords: FaqWords = {
  question: { 'zh-CN': '电动车能推上楼充电吗？', en: 'May I charge an e-bike upstairs?' },
  answer: {
    'zh-CN': '不能。北门车棚有充电桩。',
    en: 'No. There are chargers in the shed at the north gate.',
  },
};
