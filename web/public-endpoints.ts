import type { Call } from '../shared/http/call.ts';
import type { Endpoint } from '../shared/http/endpoint.ts';
import { placeFaq } from '../shared/http/endpoints/faq.ts';
import { report, showPlace } from '../shared/http/endpoints/intake.ts';
import { askToSendPhoto, showPhoto } from '../shared/http/endpoints/photos.ts';
import { health, publicKeys, roots } from '../shared/http/endpoints/service.ts';
import {
  addMessage,
  chooseNotices,
  join,
  rate,
  reopen,
  track,
  withdraw,
} from '../shared/http/endpoints/tracking.ts';
import type { RouteIdOf } from '../shared/http/routes.ts';
import { docsPage, openapiDocument } from './docs/docs-endpoints.ts';
import { consoleFile, showConsole } from './office/console-endpoints.ts';
import { showAnswers, useAnswers } from './resident/endpoints/answers-page.ts';
import { doAction, showCasePage } from './resident/endpoints/case-page.ts';
import { showCheck } from './resident/endpoints/check.ts';
import { comeBack } from './resident/endpoints/come-back.ts';
import { sendForm, showForm } from './resident/endpoints/form.ts';
import { sendHelperAnswer } from './resident/endpoints/helper-answer.ts';
import { showHelperPage, showHelperPhoto } from './resident/endpoints/helper-page.ts';
import { showHome } from './resident/endpoints/home.ts';
import { keepReceipt } from './resident/endpoints/keep-receipt.ts';
import { showPosters } from './resident/endpoints/posters.ts';
import { askToStop, stopByLink } from './resident/endpoints/stop-notices.ts';

/** The endpoints of all public routes, resident pages included. */
export const publicEndpoints = {
  'GET /health': health,
  'GET /openapi.json': openapiDocument,
  'GET /docs': docsPage,
  'GET /.well-known/jwks.json': publicKeys,
  'GET /v1/roots': roots,
  'GET /': showHome,
  'GET /q/{place}': showForm,
  'POST /q/{place}': sendForm,
  'GET /t/{token}': showCasePage,
  'GET /t/{token}/receipt': keepReceipt,
  'POST /t/{token}': doAction,
  'GET /receipt': showCheck,
  'GET /photos/{ticket}': comeBack,
  'GET /h/{ticket}': showHelperPage,
  'POST /h/{ticket}': sendHelperAnswer,
  'GET /h/{ticket}/photo': showHelperPhoto,
  'GET /stop/{ticket}': askToStop,
  'POST /stop/{ticket}': stopByLink,
  'GET /office': showConsole,
  'GET /office/{file}': consoleFile,
  'GET /a/{place}': showAnswers,
  'POST /a/{place}': useAnswers,
  'GET /posters/{ticket}': showPosters,
  'GET /v1/places/{place}': showPlace,
  'GET /v1/places/{place}/faq': placeFaq,
  'POST /v1/cases': report,
  'GET /v1/track/{token}': track,
  'POST /v1/track/{token}/messages': addMessage,
  'POST /v1/track/{token}/photos': askToSendPhoto,
  'GET /v1/track/{token}/photos/{photo}': showPhoto,
  'POST /v1/track/{token}/rating': rate,
  'POST /v1/track/{token}/reopen': reopen,
  'POST /v1/track/{token}/withdraw': withdraw,
  'POST /v1/track/{token}/notices': chooseNotices,
  'POST /v1/track/{token}/join': join,
} satisfies Record<RouteIdOf<'public'>, Endpoint<Call>>;
