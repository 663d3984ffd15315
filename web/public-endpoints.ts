import type { Call } from '../shared/http/call.ts';
import type { Endpoint } from '../shared/http/endpoint.ts';
import { report, showPlace } from '../shared/http/endpoints/intake.ts';
import { askToSendPhoto, showPhoto } from '../shared/http/endpoints/photos.ts';
import { health, publicKeys } from '../shared/http/endpoints/service.ts';
import { addMessage, join, rate, reopen, track, withdraw } from '../shared/http/endpoints/tracking.ts';
import type { RouteIdOf } from '../shared/http/routes.ts';
import { docsPage, openapiDocument } from './docs/docs-endpoints.ts';
import { doAction, showCasePage } from './resident/endpoints/case-page.ts';
import { showCheck } from './resident/endpoints/check.ts';
import { comeBack } from './resident/endpoints/come-back.ts';
import { sendForm, showForm } from './resident/endpoints/form.ts';
import { showHome } from './resident/endpoints/home.ts';
import { keepReceipt } from './resident/endpoints/keep-receipt.ts';
import { showPosters } from './resident/endpoints/posters.ts';

/** The endpoints of all public routes, resident pages included. */
export const publicEndpoints = {
  'GET /health': health,
  'GET /openapi.json': openapiDocument,
  'GET /docs': docsPage,
  'GET /.well-known/jwks.json': publicKeys,
  'GET /': showHome,
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
