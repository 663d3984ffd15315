import { describe, expect, it } from 'vitest';
import { searchFaq } from '../../shared/faq/search-faq.ts';
import { faqWords, otherWords } from './words.ts';

const entries = [faqWords, otherWords];
const zh = (text: string) =>
  searchFaq(entries, text, ({ question, answer }) => ({
    question: question['zh-CN'],
    answer: answer['zh-CN'],
  }));
const en = (text: string) =>
  searchFaq(entries, text, ({ question, answer }) => ({ question: question.en, answer: answer.en }));

describe('a search among the answers', () => {
  it.each([
    ['居住证', faqWords],
    ['请问我的居住证快到期了怎么办', faqWords],
    ['楼上有人给电动车充电', otherWords],
  ])('finds %s', (text, found) => {
    expect(zh(text)[0]).toBe(found);
  });

  it.each([
    ['how do I renew my residence permits?', faqWords],
    ['charging an E-BIKE', otherWords],
  ])('finds %s', (text, found) => {
    expect(en(text)[0]).toBe(found);
  });

  it.each(['', '？', '请问怎么办', '水管漏水了', 'what do I do', 'my cat is gone'])(
    'finds nothing for: %s',
    (text) => {
      expect([...zh(text), ...en(text)]).toEqual([]);
    },
  );
});
