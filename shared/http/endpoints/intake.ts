import * as z from 'zod/mini';
import { receiveReport } from '../../cases/receipts/signed-documents.ts';
import { refused } from '../../cases/refused.ts';
import { staffActor } from '../../engine/scope.ts';
import { wordsOfAnswers } from '../../locales/words-of-answers.ts';
import { findPlace } from '../../stations/find-place.ts';
import { json } from '../answer.ts';
import { residentEndpoint, staffEndpoint } from '../endpoint.ts';
import { placeCode } from '../shapes/ids.ts';
import { residentReport, staffReport } from '../shapes/report.ts';
import { placeView } from '../views/place-view.ts';
import { receiptView } from '../views/receipt-view.ts';
import { receivedAmounts } from '../views/received-amounts.ts';

export const showPlace = residentEndpoint({
  takes: () => ({ path: z.object({ place: placeCode() }) }),
  asks: async ({ world, now }, { path }) => {
    const place = await findPlace(world, path.place);
    if (place === undefined) return refused({ code: 'not-found' });
    const policy = await world.policies.current(place.station);
    return { place, policy, challenge: await world.proofOfWork.challenge(place.code, now) };
  },
  answers: ({ place, policy, challenge }, { language }) =>
    json(200, { ...placeView(place, policy, wordsOfAnswers(language)), challenge }),
});

export const report = residentEndpoint({
  takes: () => ({ body: residentReport() }),
  asks: ({ world, now, language, origin, address }, { body: { proofOfWork, ...body } }) => {
    const sender = { address, formPlace: body.place, proofOfWork };
    const report = { language, ...body, channel: 'qr', by: { kind: 'resident' }, sender } as const;
    return receiveReport(world, report, origin, now);
  },
  answers: (submitted, { origin, language }, { body }) => {
    const words = wordsOfAnswers(body.language ?? language);
    const shown = receiptView(submitted, submitted.policy, words, origin);
    return json(statusFor(submitted), shown, { amounts: receivedAmounts(submitted) });
  },
});

/** Staff report for a resident who visits, calls, or asks at the guard post. */
export const reportForResident = staffEndpoint({
  takes: () => ({ body: staffReport() }),
  asks: ({ world, now, language, scope, origin }, { body }) =>
    receiveReport(world, { language, ...body, by: staffActor(scope), scope }, origin, now),
  answers: (submitted, { origin, language }) => {
    const { caseId, version } = submitted.found;
    const shown = receiptView(submitted, submitted.policy, wordsOfAnswers(language), origin);
    return json(statusFor(submitted), { caseId, version, ...shown });
  },
});

/** A repeated report gets the same case, with status 200 instead of 201. */
const statusFor = ({ created }: { readonly created: boolean }): number => (created ? 201 : 200);
