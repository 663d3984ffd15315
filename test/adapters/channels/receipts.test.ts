import { describe, expect, it } from 'vitest';
import { alibabaSmsReceipts } from '../../../shared/adapters/channels/sms/alibaba-sms-receipt.ts';
import { awsSmsReceipt } from '../../../shared/adapters/channels/sms/aws-sms-receipt.ts';

const delivery = 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0';

describe('a call with reports of Alibaba Cloud', () => {
  const message = '741265356987456123^0';
  /** The sample of the documentation, with ids as they are. */
  const report = {
    phone_number: '1381111****',
    send_time: '2017-01-01 00:00:00',
    report_time: '2017-01-01 00:00:00',
    success: true,
    err_code: 'DELIVERED',
    err_msg: '用户接收成功',
    sms_size: '1',
    biz_id: message,
    out_id: delivery,
  };
  const read = (...reports: readonly unknown[]) => alibabaSmsReceipts.receiptsIn(reports);
  /** Midnight in Beijing. */
  const at = Date.UTC(2016, 11, 31, 16);

  it('says of each message by its id whether it arrived, and when', () => {
    expect(read(report)).toEqual([{ delivery, message, outcome: 'delivered', code: 'DELIVERED', at }]);
  });

  it('may say that one did not', () => {
    const failed = { ...report, success: false, err_code: 'MOBILE_NOT_ON_SERVICE', out_id: `${delivery}1` };
    expect(read(report, failed)).toEqual([
      { delivery, message, outcome: 'delivered', code: 'DELIVERED', at },
      { delivery: `${delivery}1`, message, outcome: 'undelivered', code: 'MOBILE_NOT_ON_SERVICE', at },
    ]);
  });

  it('gives on neither the number nor the words about it', () => {
    expect(JSON.stringify(read(report))).not.toMatch(/1381111|用户/);
  });

  it.each([
    ['without an id', { ...report, out_id: undefined }],
    ['without the provider’s id', { ...report, biz_id: undefined }],
    ['with an id of the provider that would not be stored', { ...report, biz_id: '<b>' }],
    ['with an id that is none of ours', { ...report, out_id: '用户#1' }],
    ['with a code that would not be stored', { ...report, err_code: '<b>' }],
    ['without a result', { ...report, success: 'true' }],
    ['of no day', { ...report, report_time: '2017-13-01 00:00:00' }],
    ['that is no object', null],
  ])('leaves out one %s, and reads the others', (_, other) => {
    expect(read(other, report)).toMatchObject([{ delivery }]);
  });

  it('is answered as the provider expects', () => {
    expect(JSON.stringify(alibabaSmsReceipts.taken)).toBe('{"code":0,"msg":"接收成功"}');
  });
});

describe('an event of AWS End User Messaging', () => {
  /** The sample of the documentation, with the context that we send. */
  const detail = {
    eventType: 'TEXT_SUCCESSFUL',
    eventVersion: '1.0',
    eventTimestamp: 1686975103470,
    isFinal: true,
    originationPhoneNumber: '+12065550152',
    destinationPhoneNumber: '+14255550156',
    isInternationalSend: false,
    mcc: '310',
    mnc: '800',
    messageId: '862a8790-60c0-4430-9b2b-658bdexample',
    messageRequestTimestamp: 1686975103170,
    messageEncoding: 'GSM',
    messageType: 'PROMOTIONAL',
    messageStatus: 'SUCCESSFUL',
    messageStatusDescription: 'Message has been accepted by phone carrier',
    context: { delivery },
    totalMessageParts: 1,
    totalMessagePrice: 0.09582,
    totalCarrierFee: 0.0,
  };
  const event = (part: Record<string, unknown> = {}) => ({
    version: '0',
    id: '5c0fa4f8-e4ba-ed02-6101-c795472fccd0',
    'detail-type': 'Text Message Delivery Status Updated',
    source: 'aws.sms-voice',
    account: '111122223333',
    time: '2025-10-01T18:20:41Z',
    region: 'us-east-1',
    resources: [],
    detail: { ...detail, ...part },
  });

  it('says of a message by its context whether it arrived, and when', () => {
    expect(awsSmsReceipt(event())).toEqual({
      delivery,
      message: detail.messageId,
      outcome: 'delivered',
      code: 'TEXT_SUCCESSFUL',
      at: 1686975103470,
    });
  });

  it.each([
    ['TEXT_DELIVERED', 'delivered'],
    ['TEXT_TTL_EXPIRED', 'undelivered'],
    ['TEXT_UNREACHABLE', 'undelivered'],
    ['TEXT_CARRIER_UNREACHABLE', 'undelivered'],
    ['TEXT_INVALID', 'undelivered'],
    ['TEXT_INVALID_MESSAGE', 'undelivered'],
    ['TEXT_BLOCKED', 'undelivered'],
    ['TEXT_CARRIER_BLOCKED', 'undelivered'],
    ['TEXT_PROTECT_BLOCKED', 'undelivered'],
    ['TEXT_SPAM', 'undelivered'],
  ])('%s means %s', (eventType, outcome) => {
    expect(awsSmsReceipt(event({ eventType }))).toMatchObject({ outcome, code: eventType });
  });

  it.each([
    ['is not the last', { isFinal: false }],
    ['is on the way', { eventType: 'TEXT_PENDING' }],
    ['comes after three days of silence', { eventType: 'TEXT_UNKNOWN' }],
    ['is of another system of the account', { context: { account: 'bar' } }],
    ['has no context', { context: undefined }],
    ['has no id', { messageId: undefined }],
    ['has no time', { eventTimestamp: 'now' }],
  ])('says nothing if it %s', (_, part) => {
    expect(awsSmsReceipt(event(part))).toBeUndefined();
  });

  it('says nothing if another source sent it', () => {
    expect(awsSmsReceipt({ ...event(), source: 'someone.else' })).toBeUndefined();
    expect(
      awsSmsReceipt({ ...event(), 'detail-type': 'Voice Message Delivery Status Updated' }),
    ).toBeUndefined();
  });
});
