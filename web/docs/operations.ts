import type { RouteId } from '../../shared/http/routes.ts';

/** The groups of operations, in the order in which a reader meets them. */
export const tags = {
  Reports: 'Report a case and follow it, with the secret token that the sender makes',
  Pages: 'The same for people, as pages and forms that need no script',
  Office: 'For the staff of the station: the list of cases, one case, and what is done with it',
  Places: 'Places that have a code on a poster',
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
    description: 'Whoever has the link sees the case: the token is its only key',
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
      'Who was shown the contact, texts or photos of a case whose reporter is secret. `before` continues with earlier reads',
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
  'GET /v1/office/posters/{place}': {
    operationId: 'getPosterLink',
    tag: 'Places',
    description: 'With `all=1`, for every place of the station. The link opens once',
  },
  'POST /v1/office/places/{place}/code': {
    operationId: 'replacePlaceCode',
    tag: 'Places',
    description: 'For a poster that was copied or carried away',
  },
  'GET /v1/office/brief': {
    operationId: 'getBrief',
    tag: 'Office',
    description: 'Counts, and the cases to look at first',
  },
  'GET /v1/office/proof': {
    operationId: 'getProof',
    tag: 'Office',
    description: 'Counted daily over everything that is kept',
  },
} as const satisfies Record<RouteId, OperationText>;
