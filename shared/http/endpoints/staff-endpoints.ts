import type { StaffCall } from '../call.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RouteIdOf } from '../routes.ts';
import { showCasePhoto } from './case-photo.ts';
import { showChannelTest, testChannel } from './channel-tests.ts';
import { draftFaqEntry, listFaq, moveFaqEntry } from './faq.ts';
import { askForHelp, listHelpers, takeBack } from './helpers-of-case.ts';
import { reportForResident } from './intake.ts';
import { board, brief, explain, me, move, showCase, showReads, showWithheld } from './office.ts';
import { places, types } from './office-lists.ts';
import { enterPerson, people, setAbsences, strikePerson } from './people.ts';
import { newPlaceCode } from './place-code.ts';
import { posterLink } from './poster-link.ts';
import { askForProof, proof } from './proof.ts';
import { searchByPhone } from './search-by-phone.ts';
import { calendar, channels, policy } from './settings.ts';
import { statistics, statisticsFile } from './statistics.ts';
import { listStuck, sendAgain, sendKindAgain } from './stuck-messages.ts';
import { setTemplates, showTemplates } from './templates.ts';
import {
  enterWebhook,
  listWebhooks,
  replaceWebhookSecret,
  sendWebhookEventsAgain,
  setWebhookState,
  testWebhook,
} from './webhooks.ts';

/** The endpoints of all staff routes. */
export const staffEndpoints = {
  'GET /v1/me': me,
  'GET /v1/office/cases': board,
  'POST /v1/office/cases/search': searchByPhone,
  'POST /v1/office/cases': reportForResident,
  'GET /v1/office/cases/{id}': showCase,
  'POST /v1/office/cases/{id}/reveal': showWithheld,
  'GET /v1/office/cases/{id}/clock': explain,
  'GET /v1/office/cases/{id}/reads': showReads,
  'GET /v1/office/cases/{id}/photos/{photo}': showCasePhoto,
  'POST /v1/office/cases/{id}/moves': move,
  'GET /v1/office/cases/{id}/helpers': listHelpers,
  'POST /v1/office/cases/{id}/helpers': askForHelp,
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': takeBack,
  'GET /v1/office/posters/{place}': posterLink,
  'POST /v1/office/places/{place}/code': newPlaceCode,
  'GET /v1/office/brief': brief,
  'GET /v1/office/stats': statistics,
  'GET /v1/office/stats.csv': statisticsFile,
  'GET /v1/office/types': types,
  'GET /v1/office/places': places,
  'GET /v1/office/people': people,
  'PUT /v1/office/people': enterPerson,
  'PUT /v1/office/people/absences': setAbsences,
  'POST /v1/office/people/strike': strikePerson,
  'GET /v1/office/policy': policy.show,
  'POST /v1/office/policy/preview': policy.preview,
  'POST /v1/office/policy': policy.publish,
  'GET /v1/office/calendar': calendar.show,
  'POST /v1/office/calendar/preview': calendar.preview,
  'POST /v1/office/calendar': calendar.publish,
  'GET /v1/office/channels': channels.show,
  'POST /v1/office/channels/preview': channels.preview,
  'POST /v1/office/channels': channels.publish,
  'POST /v1/office/channels/{name}/test': testChannel,
  'GET /v1/office/channels/{name}/test/{test}': showChannelTest,
  'GET /v1/office/templates': showTemplates,
  'PUT /v1/office/templates': setTemplates,
  'GET /v1/office/faq': listFaq,
  'POST /v1/office/faq': draftFaqEntry,
  'POST /v1/office/faq/{id}/moves': moveFaqEntry,
  'GET /v1/office/messages': listStuck,
  'POST /v1/office/messages/send-again': sendKindAgain,
  'POST /v1/office/messages/{id}/send-again': sendAgain,
  'GET /v1/office/webhooks': listWebhooks,
  'POST /v1/office/webhooks': enterWebhook,
  'POST /v1/office/webhooks/{name}': setWebhookState,
  'POST /v1/office/webhooks/{name}/test': testWebhook,
  'POST /v1/office/webhooks/{name}/secret': replaceWebhookSecret,
  'POST /v1/office/webhooks/{name}/send-again': sendWebhookEventsAgain,
  'GET /v1/office/proof': proof,
  'POST /v1/office/proof': askForProof,
} satisfies Record<RouteIdOf<'staff'>, Endpoint<StaffCall>>;
