import { describe, expect, it } from 'vitest';
import { isTemplate } from '../../../infra/local/events/input-transformer.ts';
import { invocationsFor } from '../../../infra/local/events/rules.ts';

const transformer = {
  paths: { 'detail-code': '$.detail.code', at: '$.detail.at', last: '$.detail.last' },
  template: '{"code":<detail-code>,"more":{"at":<at>,"all":[<last>]}}',
};
const target = { functionArn: 'take', input: undefined, inputPath: undefined, transformer };
const rules = [
  { id: 'Reported', busName: 'default', pattern: { source: ['aws.sms-voice'] }, targets: [target] },
];
const event = (detail: object) => ({ source: 'aws.sms-voice', detail });

describe('a rule that makes what it sends of fields of the event', () => {
  it('sends them as the JSON values that they are, and nothing else of the event', () => {
    const given = event({ code: 'A "B" <at>', at: 7, last: true, number: '+8613800000003' });
    expect(invocationsFor(rules, ['default'], given)).toEqual([
      { functionArn: 'take', payload: JSON.stringify({ code: 'A "B" <at>', more: { at: 7, all: [true] } }) },
    ]);
  });

  it('sends nothing of an event that lacks one of them', () => {
    expect(invocationsFor(rules, ['default'], event({ code: 'A', at: 7 }))).toEqual([]);
  });
});

describe('a template', () => {
  it('is JSON whose values may be fields', () => {
    expect(isTemplate(transformer.template)).toBe(true);
    expect(isTemplate('{"fixed":[1, <at> ]}')).toBe(true);
  });

  it.each(['"<at> o’clock"', '{"<at>":1}', '{"at":"<at>"}', '{"at":<at>', '<at>', 'at'])(
    'is not %s, which the local run cannot fill',
    (template) => {
      expect(isTemplate(template)).toBe(false);
    },
  );
});
