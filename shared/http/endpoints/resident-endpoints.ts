import { doAction, showCasePage } from '../../../web/resident/endpoints/case-page.ts';
import { showCheck } from '../../../web/resident/endpoints/check.ts';
import { sendForm, showForm } from '../../../web/resident/endpoints/form.ts';
import { keepReceipt } from '../../../web/resident/endpoints/keep-receipt.ts';
import { showPosters } from '../../../web/resident/endpoints/posters.ts';
import type { Call } from '../call.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RouteIdOf } from '../routes.ts';
import { report, showPlace } from './intake.ts';
import { docsPage, health, openapiDocument, publicKeys } from './pages.ts';
import { askToSendPhoto, comeBack, showPhoto } from './photos.ts';
import { addMessage, join, rate, reopen, track, withdraw } from './tracking.ts';

/** Behind the open door: exactly the public routes of the catalogue. */
export const residentEndpoints = {
  'GET /health': health,
  'GET /openapi.json': openapiDocument,
  'GET /docs': docsPage,
  'GET /.well-known/jwks.json': publicKeys,
  'GET /q/{place}': showForm,
  'POST /q/{place}': sendForm,
  'GET /t/{token}': showCasePage,
  'GET /t/{token}/receipt': keepReceipt,
  'POST /t/{token}': doAction,
  'GET /receipt': showCheck,
  'GET /photos/{ticket}': comeBack,
  'GET /posters/{ticket}': showPosters,
  'GET /v1/places/{place}': showPlace,
  'POST /v1/cases': report,
  'GET /v1/track/{token}': track,
  'POST /v1/track/{token}/messages': addMessage,
  'POST /v1/track/{token}/photos': askToSendPhoto,
  'GET /v1/track/{token}/photos/{photo}': showPhoto,
  'POST /v1/track/{token}/rating': rate,
  'POST /v1/track/{token}/reopen': reopen,
  'POST /v1/track/{token}/withdraw': withdraw,
  'POST /v1/track/{token}/join': join,
} satisfies Record<RouteIdOf<'public'>, Endpoint<Call>>;
