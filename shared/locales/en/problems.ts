import type { Words } from '../words.ts';

export const problems = {
  'not-found': {
    title: 'Not found',
    detail: 'There is nothing here. Please check that the address or number is complete.',
  },
  'move-not-allowed': {
    title: 'Not possible right now',
    detail: 'This matter is “{from}”, so “{move}” is not possible{leading}. Please reload and look again.',
  },
  'changed-meanwhile': {
    title: 'Changed meanwhile',
    detail:
      'Somebody updated this matter just now (it is at version {version}). Reload and try again; your step was not taken.',
  },
  'too-busy': {
    title: 'Busy',
    detail: 'Too many people are writing at once, so this was not saved. Please wait a second and try again.',
  },
  'wrong-cursor': {
    title: 'This is no page of this list',
    detail:
      'The cursor belongs to another list, order or reader, and cases would be skipped with it. Please begin again with the first page.',
  },
  'token-used': {
    title: 'This submission key was used before',
    detail:
      'This key already belongs to a different report. Nothing you typed is lost: send it again with the fresh key.',
  },
  'command-used': {
    title: 'This command id was used before',
    detail: 'This id already belongs to a different request. Please try again with a new id.',
  },
  'invalid-details': {
    title: 'An answer is not known',
    detail: 'The answer to “{question}” is not one of the choices. Please choose again.',
  },
  'unknown-outcome': {
    title: 'This outcome is not known',
    detail: 'Matters of this type have no outcome “{outcome}”. Please choose one from the list.',
  },
  'reply-too-short': {
    title: 'The reply is too short',
    detail:
      'Write at least {charactersMin, plural, one {# letter} other {# letters}}: what was done, and what came of it. Punctuation, blanks and emoji do not count.',
  },
  'nothing-to-read': {
    title: 'No words',
    detail:
      'This text has no word that can be read, only punctuation, blanks or emoji. Please write words; the step was not taken.',
  },
  'second-person-needed': {
    title: 'A second person is needed',
    detail: 'The same person cannot take both steps. Please ask a colleague to confirm.',
  },
  'waits-exhausted': {
    title: 'No more waiting for the resident',
    detail:
      'A matter may wait for its resident {waitsMax, plural, one {once} other {# times}} at most. Please decide now.',
  },
  'extensions-exhausted': {
    title: 'No more extensions',
    detail:
      'A matter may be extended {extensionsMax, plural, one {once} other {# times}} at most. Please keep to its date.',
  },
  'not-later': {
    title: 'This time does not fit',
    detail: 'The new time for “{clock}” must be later than now and than the time promised before.',
  },
  'too-far-ahead': {
    title: 'Too far ahead',
    detail: 'The time may be at most {daysMax, plural, one {# day} other {# days}} from now.',
  },
  'no-such-clock': {
    title: 'No such deadline',
    detail: 'This matter has no running “{clock}” deadline that may be moved.',
  },
  'no-such-milestone': {
    title: 'No such step',
    detail: 'This matter is not waiting for “{milestone}”.',
  },
  'nothing-to-acknowledge': {
    title: 'Nothing to take on',
    detail: 'Nobody is being called up the ladder for this matter.',
  },
  'window-over': {
    title: 'The time for this is over',
    detail:
      'The time in which this could be opened again has passed. If you still need help, please report it again.',
  },
  'window-still-open': {
    title: 'Cannot be closed yet',
    detail: 'The resident still has time to say “not solved”. It can be closed after that.',
  },
  'already-rated': { title: 'Already rated', detail: 'You have rated this matter already. Thank you.' },
  'unknown-person': {
    title: 'Nobody of that name',
    detail: 'This person is not on the list of your room. Please choose somebody else.',
  },
  'person-cannot-act': {
    title: 'This person cannot take it on',
    detail:
      'This person only reads, or sits at the district desk. Please choose a guard, an officer or the chief of your room.',
  },
  'in-the-future': {
    title: 'That time is still to come',
    detail: 'What happened cannot have happened later than now. Please correct the time.',
  },
  'not-secret': {
    title: 'This is not secret',
    detail: 'Who reported this matter was not kept secret, or no longer is.',
  },
  'no-withdrawal-asked': {
    title: 'No withdrawal was asked for',
    detail: 'The resident has not asked to take this matter back.',
  },
  'not-linkable': {
    title: 'Cannot be merged into that one',
    detail: 'The other matter is not there, is this very matter, or has no room for more.',
  },
  'no-longer-worked-on': {
    title: 'That matter is no longer being worked on',
    detail:
      'It has been answered, handed over or ended, so nobody would act on this one any more. Please choose a matter that is being worked on, or let this one go on by itself.',
  },
  'other-type': {
    title: 'The two matters are of different types',
    detail:
      'Each type has time limits of its own. If it really is the same, please change the type first and merge then.',
  },
  'reason-needed': {
    title: 'Please write a reason',
    detail: 'An ended or merged matter is opened again only with a written reason. The resident reads it.',
  },
  'no-notice-address': {
    title: 'Where should we write to?',
    detail: 'There is no number or address to send messages to. Please enter one.',
  },
  'nothing-to-join': {
    title: 'Nothing to join',
    detail: 'Nobody else’s report of this is being worked on any more. Yours goes on by itself.',
  },
  'code-replaced': {
    title: 'This code was replaced already',
    detail: 'The place has another code by now. Its poster can be printed as it is.',
  },
  'register-changed': {
    title: 'This was changed past the register',
    detail:
      'What is kept of this place, person or rule is not what was entered last, so nothing is changed on top of it. Please ask the operator of the system: it has to be entered again first.',
  },
  'own-entry': {
    title: 'Not your own entry',
    detail:
      'You cannot strike yourself or give yourself another role, or the station could be left without a chief. Another chief or the operator of the system can.',
  },
  'unknown-deputy': {
    title: 'This person cannot stand in',
    detail: 'A deputy is somebody else on the roster of the station, and no auditor.',
  },
  'roster-full': {
    title: 'The roster is full',
    detail:
      'A roster holds {peopleMax} people, those included who were struck. Please ask the operator of the system.',
  },
  'content-refused': {
    title: 'Not published',
    detail: 'This cannot be published. {sentence}',
  },
  'settings-moved': {
    title: 'Changed meanwhile',
    detail:
      'Somebody changed this just now (it is at version {version}). Nothing of yours was written; look at what is there now and decide again.',
  },
  'link-used': {
    title: 'This link was used',
    detail: 'A link to posters opens once. Please ask for a new one; it takes a moment.',
  },
  'link-expired': {
    title: 'This link is over',
    detail: 'A link to posters is good for ten minutes. Please ask for a new one; it takes a moment.',
  },
  'photos-full': {
    title: 'No room for another photo',
    detail:
      'A matter takes {photosMax} photos at most. Please describe the rest in words, or show it to the officer.',
  },
  'helper-not-needed': {
    title: 'No help is needed now',
    detail:
      'This matter was answered, handed over or has ended, so nobody is asked about it. If help is needed, reopen it first.',
  },
  'helper-answered-before': {
    title: 'Somebody has answered already',
    detail:
      'Since you opened the page, an answer was given with this link. Please look at it first; if it is wrong, correct it.',
  },
  'helper-task-over': {
    title: 'This request is over',
    detail:
      'It was taken back, is out of date, reached the wrong person, or was corrected too often. If needed, please ask anew.',
  },
  'helpers-enough': {
    title: 'Enough people were asked',
    detail: 'People can be asked at most {helpersMax} times about one matter. Please find another way.',
  },
  'nothing-to-approve': {
    title: 'Nothing to approve',
    detail: 'No words wait for approval here, or they cannot be read any more. Please load the page again.',
  },
  'faq-full': {
    title: 'Enough questions',
    detail:
      'A station keeps at most {entriesMax} questions with their answers. Please correct one that is there instead.',
  },
  'webhooks-off': {
    title: 'No events are sent to other systems',
    detail: 'This deployment sends no events to other systems. Please ask the operators to turn it on.',
  },
  'webhook-exists': {
    title: 'This name is taken',
    detail: 'There is an endpoint of this name already. Take another name, or remove that endpoint first.',
  },
  'webhooks-enough': {
    title: 'No room for another endpoint',
    detail: 'A station has {endpointsMax} endpoints at most. Please remove one first.',
  },
  'address-not-https': {
    title: 'This address is not taken',
    detail: 'Please give an address that begins with https:// and has no user name or password in it.',
  },
  'address-inside': {
    title: 'This address is not on the internet',
    detail:
      'It leads to a private, local or reserved network, to which nothing is sent. Please give a public address of the other system.',
  },
  'address-unknown': {
    title: 'This address cannot be found',
    detail: 'No host on the internet has this name now. Please check it for typing errors.',
  },
  struck: {
    title: 'No longer on the roster',
    detail:
      'You were struck from the roster of this station, so you cannot work here any more. Please ask its chief.',
  },
  unauthorized: {
    title: 'Please sign in',
    detail: 'You are not signed in, or your sign-in has expired. Please sign in again.',
  },
  'not-json': { title: 'Cannot be read', detail: 'What was sent is not correct JSON.' },
  'too-large': {
    title: 'Too large',
    detail: 'What was sent is larger than 64 KB, or nested in more than 64 levels. Please shorten it.',
  },
  'unsupported-type': {
    title: 'This format is not taken',
    detail: 'Please send JSON (Content-Type: application/json).',
  },
  'unreadable-text': {
    title: 'Your words cannot be read',
    detail:
      'The letters were damaged on the way, so nothing was received. Go back and send it again, or use another browser. In an emergency call 110.',
  },
  'invalid-input': {
    title: 'Something needs changing',
    detail: 'This needs changing ({count} in all): {first}',
  },
  'too-many-tries': {
    title: 'Too many wrong links',
    detail:
      'Too many links that lead nowhere were tried from your network. Please wait an hour, or call the police room and give your number. In an emergency call 110.',
  },
  unavailable: {
    title: 'Not available for a moment',
    detail:
      'The system did not answer. Try again in a few seconds; sending twice does not report twice. In an emergency call 110.',
  },
  defect: {
    title: 'Something broke on our side',
    detail:
      'This is our fault. Please try again later; if you need help, give the number {requestId}. In an emergency call 110.',
  },
} as const satisfies Words['problems'];

export const inputErrors = {
  missing: 'Please fill in “{field}”.',
  'unknown-field': 'There is no field “{field}”; please leave it out.',
  'unknown-choice': '“{field}” is not one of the choices.',
  'wrong-type': '“{field}” is of the wrong type.',
  'wrong-format': '“{field}” has the wrong format.',
  'wrong-phone': '“{field}” does not look like a telephone number; please check it.',
  'not-for-sms': '“{field}” needs a mobile number that takes text messages.',
  'wrong-mail': '“{field}” does not look like an e-mail address; please check it.',
  'wrong-reference':
    '“{field}” is not right: a number has seven digits, and the last one shows when a digit is wrong or two are swapped. Please ask for it once more.',
  'too-short': '“{field}” is too short.',
  'too-long': '“{field}” is too long.',
  'too-small': '“{field}” is too small.',
  'too-large': '“{field}” is too large.',
  'too-many': '“{field}” has too many entries.',
  'too-many-numbers': 'Please give at most two numbers for “{field}”.',
  'invalid-characters': '“{field}” contains characters that cannot be used.',
} as const satisfies Words['inputErrors'];
