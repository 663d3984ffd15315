import type { RouteId } from '../../shared/http/routes.ts';

/** The groups of operations, in the order in which a reader meets them. */
export const tags = {
  Reports: 'Report a case and follow it, with the secret token that the sender makes',
  Pages: 'The same for people, as pages and forms that need no script',
  Office: 'For the staff of the station: the list of cases, one case, and what is done with it',
  Places: 'Places that have a code on a poster',
  Providers: 'For the providers of short messages, which report what became of a message',
  Service: 'The service itself',
} as const;

/** What the document says of a route besides its summary. */
interface OperationText {
  /** The name of the operation in clients that are made from the document. It is part of the contract. */
  readonly operationId: string;
  readonly tag: keyof typeof tags;
  readonly description: string;
}

export const operations = {
  'GET /health': {
    operationId: 'checkHealth',
    tag: 'Service',
    description: 'Looks at nothing else, so it also answers while the table does not',
  },
  'GET /openapi.json': {
    operationId: 'getOpenApi',
    tag: 'Service',
    description: 'Made from the schemas that read requests and check answers',
  },
  'GET /docs': {
    operationId: 'readDocs',
    tag: 'Service',
    description: 'Every operation, every shape and every problem; a problem’s `type` leads here',
  },
  'GET /.well-known/jwks.json': {
    operationId: 'listKeys',
    tag: 'Service',
    description: 'May be kept for an hour. Keys that were replaced stay, as what they signed stays',
  },
  'GET /v1/roots': {
    operationId: 'listRoots',
    tag: 'Service',
    description:
      'The newest first, at most 400. One hash for each station and day, over all histories as they stood then. It tells nothing of a case; a person who kept one can show later that a history was changed',
  },
  'GET /': {
    operationId: 'openHome',
    tag: 'Pages',
    description: 'The emergency numbers, how to report, and how to follow a report; it leads staff nowhere',
  },
  'GET /q/{place}': {
    operationId: 'openReportForm',
    tag: 'Pages',
    description: 'For a replaced code, a page that leads on to the place',
  },
  'POST /q/{place}': {
    operationId: 'sendReportForm',
    tag: 'Pages',
    description: 'The token in the form makes a second press of the button the same report',
  },
  'GET /t/{token}': {
    operationId: 'openCasePage',
    tag: 'Pages',
    description: 'The holder of the link sees the case: the token is its only key',
  },
  'GET /t/{token}/receipt': {
    operationId: 'downloadReceipt',
    tag: 'Pages',
    description: 'Can be checked by anybody with the keys of `listKeys`',
  },
  'POST /t/{token}': {
    operationId: 'sendCaseForm',
    tag: 'Pages',
    description: 'Add something, rate, reopen, withdraw, join, or ask to send a photo',
  },
  'GET /receipt': {
    operationId: 'openReceiptCheck',
    tag: 'Pages',
    description: 'Works without a connection once it is open',
  },
  'GET /photos/{ticket}': {
    operationId: 'returnFromUpload',
    tag: 'Pages',
    description: 'The ticket holds the address of the page encrypted, and is valid for an hour',
  },
  'GET /h/{ticket}': {
    operationId: 'openHelperPage',
    tag: 'Pages',
    description:
      'The ticket is the secret of one task. A link that expired, was taken back or never was gives the same 404',
  },
  'GET /a/{place}': {
    operationId: 'openAnswersPage',
    tag: 'Pages',
    description:
      'Only answers that somebody approved and has looked at in time. The page is whole without a script',
  },
  'POST /a/{place}': {
    operationId: 'useAnswersPage',
    tag: 'Pages',
    description:
      '`q` searches; it comes in the body, since browsers keep addresses. `found`, the id of an entry, counts with the `token` of its page once that it was the answer; it is no response of a person',
  },
  'POST /h/{ticket}': {
    operationId: 'answerHelperPage',
    tag: 'Pages',
    description: 'The first answer counts; while the link opens it may be corrected, and both are kept',
  },
  'GET /h/{ticket}/photo': {
    operationId: 'getHelperPhoto',
    tag: 'Pages',
    description: 'Each look is on record',
  },
  'GET /office': {
    operationId: 'openConsole',
    tag: 'Pages',
    description: 'Staff sign in there, at the issuer of the station; it works by this API alone',
  },
  'GET /office/{file}': {
    operationId: 'getConsoleFile',
    tag: 'Pages',
    description: 'May be kept for a year',
  },
  'GET /stop/{ticket}': {
    operationId: 'askToStopNotices',
    tag: 'Pages',
    description: 'Stops nothing yet, since programs that look through mails open each link',
  },
  'POST /stop/{ticket}': {
    operationId: 'stopNotices',
    tag: 'Pages',
    description: 'As often as one likes. The ticket names the case encrypted and opens nothing of it',
  },
  'GET /posters/{ticket}': {
    operationId: 'openPosters',
    tag: 'Pages',
    description: 'The link of `getPosterLink`; it opens once',
  },
  'GET /v1/places/{place}': {
    operationId: 'getPlace',
    tag: 'Places',
    description:
      'What may be reported there, with the closed questions of each type, and a challenge whose solution is the proof of work of a report',
  },
  'GET /v1/places/{place}/faq': {
    operationId: 'listAnswers',
    tag: 'Places',
    description:
      'Approved by a second person, in the language that is asked for; those that were looked at last come first',
  },
  'POST /v1/cases': {
    operationId: 'reportCase',
    tag: 'Reports',
    description:
      'The sender makes the token, 192 random bits as base64url, and keeps it: it is the submission key and the secret link. Sent again, it is the same case and the same answer',
  },
  'GET /v1/track/{token}': {
    operationId: 'trackCase',
    tag: 'Reports',
    description:
      'The promise first, then what happened. Unknown, wrong and erased tokens are answered alike. With `If-None-Match`, only what is new',
  },
  'POST /v1/track/{token}/messages': {
    operationId: 'addMessage',
    tag: 'Reports',
    description: 'A text, a wish to be called or to come to the room, or both',
  },
  'POST /v1/track/{token}/photos': {
    operationId: 'requestPhotoUpload',
    tag: 'Reports',
    description:
      'The file does not pass the API: post the fields unchanged and then `file` to the given address, as multipart/form-data. JPEG, PNG or WebP, 8 MB and 24 megapixels at most; metadata is removed',
  },
  'GET /v1/track/{token}/photos/{photo}': {
    operationId: 'getPhoto',
    tag: 'Reports',
    description: 'Once it is in the state `kept`',
  },
  'POST /v1/track/{token}/rating': {
    operationId: 'rateCase',
    tag: 'Reports',
    description: 'Once for each answer',
  },
  'POST /v1/track/{token}/reopen': {
    operationId: 'reopenCase',
    tag: 'Reports',
    description: 'Within the window that the track names; a new answer is promised',
  },
  'POST /v1/track/{token}/withdraw': {
    operationId: 'withdrawCase',
    tag: 'Reports',
    description: 'Where others may be in danger, staff are asked first',
  },
  'POST /v1/track/{token}/notices': {
    operationId: 'chooseNotices',
    tag: 'Reports',
    description:
      'Without `to` it is what was left with the report. A message holds the number of the case and its link, never content',
  },
  'POST /v1/track/{token}/join': {
    operationId: 'joinCase',
    tag: 'Reports',
    description: 'The receipt says how many reports look like the same. Each keeps its own number and rating',
  },
  'GET /v1/me': {
    operationId: 'getMe',
    tag: 'Office',
    description: 'Station and role come from the token alone',
  },
  'GET /v1/office/cases': {
    operationId: 'listCases',
    tag: 'Office',
    description:
      'A page of them; `next` is the `cursor` of the following one. `order=received` shows each case that is there throughout exactly once, `order=due` is the work list',
  },
  'POST /v1/office/cases/search': {
    operationId: 'searchCases',
    tag: 'Office',
    description: 'By POST, so that no address and no log holds the number',
  },
  'POST /v1/office/cases': {
    operationId: 'takeInCase',
    tag: 'Office',
    description: 'The resident gets the same receipt and the same promises',
  },
  'GET /v1/office/cases/{id}': {
    operationId: 'getCase',
    tag: 'Office',
    description: 'Its `version` is the `expectedVersion` of a move, its `moves` are what may be asked for',
  },
  'GET /v1/office/cases/{id}/reads': {
    operationId: 'listReads',
    tag: 'Office',
    description:
      'Who was shown a contact, and texts and photos of a secret or sensitive case or of a helper. `before` continues with earlier reads',
  },
  'POST /v1/office/cases/{id}/reveal': {
    operationId: 'revealOfCase',
    tag: 'Office',
    description:
      'The case shows a telephone number as `138 **** 8000`, and marks texts as `withheld`. One request shows one contact or one text, and is one entry in `GET /v1/office/cases/{id}/reads` before it is answered',
  },
  'GET /v1/office/cases/{id}/clock': {
    operationId: 'explainClock',
    tag: 'Office',
    description: 'Each clock with its calendar, its working time and its reminders, and the escalation',
  },
  'GET /v1/office/cases/{id}/photos/{photo}': {
    operationId: 'getCasePhoto',
    tag: 'Office',
    description: 'Once it is in the state `kept`',
  },
  'POST /v1/office/cases/{id}/moves': {
    operationId: 'moveCase',
    tag: 'Office',
    description:
      'Refused with 412 when the case has another version than `expectedVersion`, and with 409 when the lifecycle does not allow it. The same `commandId` again gets the first answer',
  },
  'GET /v1/office/cases/{id}/helpers': {
    operationId: 'listHelpers',
    tag: 'Office',
    description: 'The newest first, at most twelve. What they said is among the texts of the case',
  },
  'POST /v1/office/cases/{id}/helpers': {
    operationId: 'askHelper',
    tag: 'Office',
    description:
      'The link opens for 48 hours, shows the task and the chosen photo and nothing else of the case, and each look is on record. The same `commandId` again gets the same link',
  },
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': {
    operationId: 'revokeHelper',
    tag: 'Office',
    description: 'From then on the link is answered like one that never was',
  },
  'GET /v1/office/posters/{place}': {
    operationId: 'getPosterLink',
    tag: 'Places',
    description: 'With `all=1`, for every place of the station. The link opens once',
  },
  'POST /v1/office/places/{place}/code': {
    operationId: 'replacePlaceCode',
    tag: 'Places',
    description: 'For a poster that was copied or carried away. The reason stands in the list of places',
  },
  'GET /v1/office/brief': {
    operationId: 'getBrief',
    tag: 'Office',
    description: 'Counts, and the cases to look at first',
  },
  'GET /v1/office/stats': {
    operationId: 'getStatistics',
    tag: 'Office',
    description:
      'Of the cases that were received in the range, at most 366 days; without one, today and the six days before. Without `to`, until today. A case is counted once, with what is known of it now, however often it was reopened, retyped or linked. Each rate comes with its denominator and with the number of cases of which nothing is known; the three add up. A promise is the first that was given: only waiting moves it, or a stricter type',
  },
  'GET /v1/office/stats.csv': {
    operationId: 'getStatisticsFile',
    tag: 'Office',
    description:
      'A line for all cases and one for each part, with headings in your language. No field can be taken for a formula',
  },
  'GET /v1/office/types': {
    operationId: 'listTypes',
    tag: 'Office',
    description:
      'By the policy that the station has published last. Which moves a case allows now stands in the case itself',
  },
  'GET /v1/office/places': {
    operationId: 'listPlaces',
    tag: 'Places',
    description:
      'Each under the code that its poster has now. `position` says where its building stands on the plan of the estate, `strips` what lies between: rows and columns are counted from 1 at the upper left. A station without a plan has neither',
  },
  'GET /v1/office/people': {
    operationId: 'listPeople',
    tag: 'Office',
    description:
      'Messages to a person who is away go to the deputy. `unstaffed` says which role has nobody on which days, now or in an absence that is entered: what should escalate to it goes to the next level at once',
  },
  'PUT /v1/office/people': {
    operationId: 'enterPerson',
    tag: 'Office',
    description:
      'The whole entry but its absences. With `preview`, only what it would bring about. Every change is on record with who made it',
  },
  'PUT /v1/office/people/absences': {
    operationId: 'setAbsences',
    tag: 'Office',
    description:
      'All of them: what is left out is taken back. Days of the station, the first and the last included. It changes no case: who gets a message is decided when it is sent',
  },
  'POST /v1/office/people/strike': {
    operationId: 'strikePerson',
    tag: 'Office',
    description:
      'Within a minute the person is refused everywhere, whatever their token says. `enterPerson` takes them back',
  },
  'GET /v1/office/policy': {
    operationId: 'getPolicy',
    tag: 'Office',
    description:
      'As published data: types with their promises, escalations, limits. A case keeps the version that it was promised under',
  },
  'POST /v1/office/policy/preview': {
    operationId: 'previewPolicy',
    tag: 'Office',
    description:
      'Nothing is written. `faults` says what may not be published, each in a sentence with its consequence; `replay` is what the last 30 days’ cases, the newest 1,000 at most, would have been under the rest: decided anew by the engine from what was recorded, as if each message had arrived',
  },
  'POST /v1/office/policy': {
    operationId: 'publishPolicy',
    tag: 'Office',
    description:
      'For new cases, within seconds. Refused with `content-refused` where a case could be left without a next deadline, and with 412 where somebody published meanwhile. A published version never changes',
  },
  'GET /v1/office/calendar': {
    operationId: 'getCalendar',
    tag: 'Office',
    description: 'Every clock that starts uses them; running ones keep their dates',
  },
  'POST /v1/office/calendar/preview': {
    operationId: 'previewCalendar',
    tag: 'Office',
    description: 'As `previewPolicy` does',
  },
  'POST /v1/office/calendar': {
    operationId: 'publishCalendar',
    tag: 'Office',
    description: 'As a whole: hours, quiet hours, and the holidays with the day up to which they are known',
  },
  'GET /v1/office/channels': {
    operationId: 'getChannels',
    tag: 'Office',
    description:
      'Without addresses and secrets, which are in no row. While there is no version, the station uses the channel of the deployment',
  },
  'POST /v1/office/channels/preview': {
    operationId: 'previewChannels',
    tag: 'Office',
    description: '`faults` names messages that would reach nobody',
  },
  'POST /v1/office/channels': {
    operationId: 'publishChannels',
    tag: 'Office',
    description: 'The secret of a channel is entered by the operator, under its name',
  },
  'POST /v1/office/channels/{name}/test': {
    operationId: 'testChannel',
    tag: 'Office',
    description:
      'One attempt, over this channel and no other, by night too. It is sent as every message is, so the answer says only that it waits. Asked for again within ten seconds it is the same test',
  },
  'GET /v1/office/channels/{name}/test/{test}': {
    operationId: 'getChannelTest',
    tag: 'Office',
    description: 'That a receiver took it does not say that somebody read it',
  },
  'GET /v1/office/templates': {
    operationId: 'listTemplates',
    tag: 'Office',
    description: 'None is sent by itself: an officer puts it into a reply and changes it',
  },
  'PUT /v1/office/templates': {
    operationId: 'setTemplates',
    tag: 'Office',
    description: 'All of them, at most 40. Each version stays on record with who published it',
  },
  'GET /v1/office/faq': {
    operationId: 'listFaq',
    tag: 'Office',
    description: 'The words of a draft are shown to officers and chiefs, who may approve it',
  },
  'POST /v1/office/faq': {
    operationId: 'draftFaqEntry',
    tag: 'Office',
    description:
      'Residents read it once somebody else has approved it. The chief is told at once, and again each office day after two. `lookAgainDays`: after so many days somebody must look at it again; 14 days later it is taken away',
  },
  'POST /v1/office/faq/{id}/moves': {
    operationId: 'moveFaqEntry',
    tag: 'Office',
    description:
      '`correct` waits for approval while the words before are shown; `approve` names the version of the words that were read, and is for somebody else than their writer; `confirm` starts the days anew; `withdraw` takes it away at once',
  },
  'GET /v1/office/messages': {
    operationId: 'listStuckMessages',
    tag: 'Office',
    description:
      'Of the last 30 days, at most 100: those that were given up, and those of which three attempts have failed. A case has heard of each that was given up',
  },
  'POST /v1/office/messages/send-again': {
    operationId: 'sendMessagesAgain',
    tag: 'Office',
    description:
      'The newest 100 of that kind. Their attempts begin anew, so a second call takes the next. What is no longer true when it is sent is left out, as always',
  },
  'POST /v1/office/messages/{id}/send-again': {
    operationId: 'sendMessageAgain',
    tag: 'Office',
    description: 'By its `id` in the list. `again` is 0 if it was claimed or sent meanwhile',
  },
  'GET /v1/office/webhooks': {
    operationId: 'listWebhooks',
    tag: 'Office',
    description:
      'Each with its newest 50 events that did not reach it within three days, of the last 30. Secrets are not shown again',
  },
  'POST /v1/office/webhooks': {
    operationId: 'enterWebhook',
    tag: 'Office',
    description:
      'https, and only on the internet: the address is judged now and again whenever something is sent. Events begin within seconds; what is signed with the secret, and how events are repeated, says docs/webhooks.md. The same `commandId` again gets the same secret',
  },
  'POST /v1/office/webhooks/{name}': {
    operationId: 'setWebhookState',
    tag: 'Office',
    description:
      'What waits for an endpoint that is stopped is listed; what happens meanwhile is not kept for it. A removed one is forgotten with what waits for it',
  },
  'POST /v1/office/webhooks/{name}/test': {
    operationId: 'testWebhook',
    tag: 'Office',
    description: 'One attempt, seconds after the answer; the list shows what came of it',
  },
  'POST /v1/office/webhooks/{name}/secret': {
    operationId: 'replaceWebhookSecret',
    tag: 'Office',
    description:
      'For a day each event is signed with both, so that the receiver can change over. The same `commandId` again replaces nothing, and shows the secret that is in use',
  },
  'POST /v1/office/webhooks/{name}/send-again': {
    operationId: 'sendWebhookEventsAgain',
    tag: 'Office',
    description:
      'The oldest first, at most 50 at once, within five minutes, for another three days. While `more` is true, ask again, each time with a new `commandId`: the same one again sends nothing more',
  },
  'GET /v1/office/proof': {
    operationId: 'getProof',
    tag: 'Office',
    description:
      'Made every day of what is open and what changed, and once a week of everything that is kept',
  },
  'POST /v1/office/proof': {
    operationId: 'askForProof',
    tag: 'Office',
    description:
      'Of everything that is kept. It is made after the answer has left, in seconds for a small station. One in a quarter of an hour: who asks again meanwhile gets the first answer',
  },
  'POST /v1/receipts/{station}/{channel}/{secret}': {
    operationId: 'reportReceipts',
    tag: 'Providers',
    description:
      'In the shape of the provider of that channel; of Alibaba Cloud, that of `SmsReport`. The address is a secret. Any order and any repeat is harmless; 503 means that a report came before the answer to its message, and that the call must be repeated',
  },
} as const satisfies Record<RouteId, OperationText>;
