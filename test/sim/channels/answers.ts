/** What a receiver answers, as HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string;
}

/** What a receiver may say to a request. */
export type Verdict = 'taken' | 'busy' | 'too-many' | 'refused' | 'removed';

const ok = (body: object): Answer => ({ status: 200, body: JSON.stringify(body) });

/** The answers of each kind of receiver, from its vendor's documentation: robots say no with HTTP 200. */
const answers: Readonly<Record<string, Readonly<Record<Verdict, Answer>>>> = {
  wecom: {
    taken: ok({ errcode: 0, errmsg: 'ok' }),
    busy: ok({ errcode: -1, errmsg: 'system busy' }),
    'too-many': ok({ errcode: 45009, errmsg: 'api freq out of limit' }),
    refused: ok({ errcode: 40008, errmsg: 'invalid message type' }),
    removed: ok({ errcode: 93000, errmsg: 'invalid webhook url' }),
  },
  dingtalk: {
    taken: ok({ errcode: 0, errmsg: 'ok' }),
    busy: ok({ errcode: -1, errmsg: '系统繁忙' }),
    'too-many': ok({ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }),
    refused: ok({ errcode: 430104, errmsg: '内容不合规' }),
    removed: ok({ errcode: 300001, errmsg: 'token is not exist' }),
  },
  feishu: {
    taken: ok({ code: 0, msg: 'success' }),
    busy: { status: 503, body: 'upstream' },
    'too-many': ok({ code: 11232, msg: 'frequency limited' }),
    refused: ok({ code: 19002, msg: 'params error' }),
    removed: ok({ code: 19001, msg: 'param invalid: incoming webhook access token invalid' }),
  },
  webhook: {
    taken: { status: 204, body: '' },
    busy: { status: 503, body: '' },
    'too-many': { status: 429, body: '', retryAfter: '60' },
    refused: { status: 400, body: '' },
    removed: { status: 410, body: '' },
  },
  'alibaba-sms': {
    taken: ok({ Code: 'OK', BizId: '900619746936498440^0', Message: 'OK' }),
    busy: { status: 503, body: JSON.stringify({ Code: 'ServiceUnavailable' }) },
    'too-many': ok({ Code: 'isv.BUSINESS_LIMIT_CONTROL' }),
    refused: ok({ Code: 'isv.MOBILE_NUMBER_ILLEGAL' }),
    removed: ok({ Code: 'isv.AMOUNT_NOT_ENOUGH' }),
  },
  // Said by SMTP; its codes stand for the replies.
  mail: {
    taken: { status: 250, body: '' },
    busy: { status: 451, body: '' },
    'too-many': { status: 450, body: '' },
    refused: { status: 550, body: 'RCPT TO' },
    removed: { status: 535, body: 'AUTH' },
  },
};

export function answerOf(kind: string, verdict: Verdict): Answer {
  const known = answers[kind];
  if (known === undefined) throw new RangeError(`there is no receiver of the kind ${kind}`);
  return known[verdict];
}
