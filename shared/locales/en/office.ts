import type { OfficeWords } from '../office-words.ts';

export const office = {
  roster: {
    unstaffed: 'From {from} to {to} nobody is there as {role}.',
    unstaffedFrom: 'From {from} on nobody is there as {role}.',
    levels: ' What should escalate to this role goes to the next level at once: {levels}.',
    firstFor: ' New reports of these types reach nobody at first: {types}.',
    level: '{priority} level {level}',
    nobodyStandsIn:
      'From {from} to {to} nobody stands in for {person}: what their own cases remind of goes to the next higher role.',
    nobodyStandsInFrom:
      'From {from} on nobody stands in for {person}: what their own cases remind of goes to the next higher role.',
    stoodInFor: '{person} was to stand in for {for}, who has nobody then.',
  },
  faults: {
    'wrong-shape': 'What is entered at {path} cannot be used.',
    'no-type': 'Nothing would be promised for “{type}”: there are no rules for this type.',
    'no-types':
      'No type of case is named: new cases would silently be promised what the standard says, and not what this station decided.',
    'type-left-out':
      '“{type}” is left out: new cases of it would silently be promised what the standard says, and not what this station decided.',
    'unasked-condition':
      'For “{type}” a promise depends on a question that nobody is asked, so it would never be given.',
    'urgent-by-day':
      '“{type}” of {priority} would be left lying at night: a case this urgent runs at all hours.',
    'no-terms': 'Nothing would be promised for “{type}”, so nobody would be reminded of such a case.',
    'no-last-terms':
      'A report of “{type}” that meets no condition would be promised nothing, and nobody would be reminded of it. The last promise must have no condition.',
    'no-next-step':
      '“{type}”, {length}: without a limit nobody would ever be reminded of a case that is “{status}”, and it would have no deadline. Every case that is not done has its next deadline; nobody can change that.',
    'nobody-decides':
      'For “{type}” nobody could decide on {what}, because every step that does so is switched off: the case would ask for it for ever.',
    'date-without-length': 'For “{type}” the date “{milestone}” has no length, so it would never come.',
    'unknown-date':
      'For “{type}” the date “{milestone}” waits for another one that this type does not have, so it would never come.',
    'reveals-reporters':
      'For “{type}” reporters would learn of each other, since their reports would be compared. A sensitive type compares none.',
    'never-alike':
      'For “{type}” no two reports would ever count as the same, because the time for it is missing.',
    'alike-unasked': 'For “{type}” reports would be compared by “{question}”, which nobody is asked.',
    'levels-not-ascending':
      'A case of {priority} would skip a level or call nobody: an escalation needs at least one level, and each comes later than the one before.',
    'quiet-too-long':
      'Messages would wait for too long: the quiet hours have to leave at least eight hours of each day.',
    'hardly-open':
      'What is promised in the hours “{calendar}” would end weeks later: they have to be open for an hour a day at least.',
    'other-century': '{day} is not a day of this century.',
    'hours-contradict':
      'These hours and holidays contradict each other or a promise that is still running, so a deadline could not be counted.',
    'breaks-policy':
      'Cases that were promised something under the policy “{version}” may still be open, and with these hours and holidays their deadlines or levels could not be counted.',
    'channel-twice': 'Two channels are called “{channel}”, so a message could not tell which to take.',
    'unknown-kind':
      'The channel “{channel}” is of the kind “{kind}”, over which nothing can be sent. There are: {kinds}.',
    'too-short-channel':
      'The channel “{channel}” cannot hold the shortest message, so nobody would get any over it.',
    'route-without-channel': 'Messages to {to} would go nowhere: the route names no channel.',
    'unknown-channel': 'Messages to {to} would go over “{channel}”, which is not among the channels.',
    'no-route': 'Some messages to {to} would reach nobody: there is no route for them.',
  },
  statuses: { 'waiting-resident': 'waiting for the resident', 'waiting-third-party': 'waiting for others' },
  receivers: { resident: 'the resident' },
  lengths: {
    respond: 'first answer',
    update: 'news for the resident',
    residentAnswer: 'waiting for the resident',
    thirdParty: 'waiting for others',
    handover: 'handover',
    window: 'time to reopen',
  },
  decisions: { 'a withdrawal': 'a withdrawal', 'a handover': 'a handover', closing: 'closing' },
  replay: {
    nothing: 'In the last 30 days nothing would have been otherwise.',
    changes: 'In the last 30 days there would have been {parts}.',
    moreReminders: '{count, plural, one {# more reminder} other {# more reminders}}',
    fewerReminders: '{count, plural, one {# reminder less} other {# reminders less}}',
    moreBreaches: '{count, plural, one {# more broken promise} other {# more broken promises}}',
    fewerBreaches: '{count, plural, one {# broken promise less} other {# broken promises less}}',
    moreLevels: '{count, plural, one {# more escalation} other {# more escalations}} to the {role}',
    fewerLevels: '{count, plural, one {# escalation} other {# escalations}} to the {role} less',
    moreRefused: '{count, plural, one {# more step} other {# more steps}} that would not have been possible',
    fewerRefused: '{count, plural, one {# step} other {# steps}} less that would not have been possible',
  },
} as const satisfies OfficeWords;
