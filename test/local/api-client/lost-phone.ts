import type { paths } from 'huiying-api';
import createClient from 'openapi-fetch';

// The README's story as a client of the API would write it, with types made from the served document. Compiled by
// test/local/scenarios/api-client.test.ts against those types alone: it imports nothing of the project.

export interface Told {
  readonly steps: readonly (readonly [step: string, status: number])[];
  readonly reference: string;
  readonly lastStatus: string;
  readonly clocks: readonly string[];
}

/** Plays the story against the server, with a token of an officer. */
export async function lostPhone(baseUrl: string, bearer: string, token: string): Promise<Told> {
  const api = createClient<paths>({ baseUrl });
  const headers = { authorization: `Bearer ${bearer}` };
  const steps: [string, number][] = [];
  const done = <Result extends { response: Response; data?: unknown; error?: unknown }>(
    step: string,
    result: Result,
  ): NonNullable<Result['data']> => {
    steps.push([step, result.response.status]);
    if (!result.data) throw new Error(`${step}: ${JSON.stringify(result.error)}`);
    return result.data;
  };

  const received = done(
    'reportCase',
    await api.POST('/v1/cases', {
      body: {
        place: 'b03-1',
        type: 'lost-item',
        what: '黑色手机，落在一单元电梯里了',
        details: { item: 'phone' },
        contact: { phone: '13800000003' },
        token,
      },
    }),
  );
  const track = { params: { path: { token } } };
  done('trackCase', await api.GET('/v1/track/{token}', track));

  const me = done('getMe', await api.GET('/v1/me', { headers }));
  if (me.role !== 'officer') throw new Error(`not an officer but a ${me.role}`);
  const query = { reference: received.reference };
  const list = done('listCases', await api.GET('/v1/office/cases', { headers, params: { query } }));
  const id = list.rows[0]?.caseId ?? '';
  const path = { id };

  const moves = '/v1/office/cases/{id}/moves';
  const asked = { headers, params: { path } };
  const one = done(
    'moveCase',
    await api.POST(moves, { ...asked, body: { move: 'acknowledge', expectedVersion: 1 } }),
  );
  const two = done(
    'moveCase',
    await api.POST(moves, {
      ...asked,
      body: { move: 'reply', expectedVersion: one.version, text: '监控看过了，保洁员认出了捡到的人' },
    }),
  );
  const resolve = {
    move: 'resolve',
    expectedVersion: two.version,
    outcome: 'returned',
    text: '手机找到了，请到警务室来取',
  } as const;
  done('moveCase', await api.POST(moves, { ...asked, body: resolve }));
  // A refusal is typed too: a version that has passed, by its code.
  const stale = await api.POST(moves, { ...asked, body: resolve });
  steps.push([stale.error && 'code' in stale.error ? stale.error.code : 'no refusal', stale.response.status]);

  done('rateCase', await api.POST('/v1/track/{token}/rating', { ...track, body: { rating: 'satisfied' } }));
  done(
    'reopenCase',
    await api.POST('/v1/track/{token}/reopen', { ...track, body: { text: '还少了一张卡' } }),
  );
  const clock = done('explainClock', await api.GET('/v1/office/cases/{id}/clock', asked));
  const after = done('trackCase', await api.GET('/v1/track/{token}', track));
  return {
    steps,
    reference: after.reference,
    lastStatus: after.status,
    clocks: clock.clocks.map(({ kind }) => kind),
  };
}
