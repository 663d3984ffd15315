import type { Call } from '../call.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RouteIdOf } from '../routes.ts';
import { report, showPlace } from './intake.ts';
import { docsPage, health, openapiDocument } from './pages.ts';
import { addMessage, rate, reopen, track, withdraw } from './tracking.ts';

/** Behind the open door: exactly the public routes of the catalogue. */
export const residentEndpoints = {
  'GET /health': health,
  'GET /openapi.json': openapiDocument,
  'GET /docs': docsPage,
  'GET /v1/places/{place}': showPlace,
  'POST /v1/cases': report,
  'GET /v1/track/{token}': track,
  'POST /v1/track/{token}/messages': addMessage,
  'POST /v1/track/{token}/rating': rate,
  'POST /v1/track/{token}/reopen': reopen,
  'POST /v1/track/{token}/withdraw': withdraw,
} satisfies Record<RouteIdOf<'public'>, Endpoint<Call>>;
