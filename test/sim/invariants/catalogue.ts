/** What must hold whatever faults occur, by name; `--invariants` prints the sentences. */
export const invariants = {
  'armed-and-indexed': 'An open case has a next deadline and is in the due index at exactly that time.',
  'floor-not-needed': 'No case reaches the daily review, which is a safety net for defects.',
  'served-in-time':
    'Ten minutes after all faults end, no row is overdue, unless it failed and is parked until its next try.',
  'only-the-due-are-parked': 'A row is parked only while it is due.',
  'quarantine-ends': 'A row that failed is parked for at most a day.',
  'step-taken-once': 'Each reminder, breach and escalation level of a clock is decided at most once.',
  'step-not-early': 'No step of a clock is taken before its time.',
  'step-not-spurious': 'No step is taken for a clock that does not run.',
  'tick-is-whole': 'One tick takes every step that is due, so the case is not due again at once.',
  'level-rises': 'Within one escalation the level only rises, and the top level repeats.',
  'top-keeps-pace':
    'The top level of an escalation repeats at its own interval, even when nobody is assigned to it.',
  'decision-can-be-taken':
    'A clock that asks for a decision runs only while that decision can be taken, and a proposal lasts as long as its clock.',
  'answered-is-quiet': 'After the answer, no step is taken for a clock that the answer ended.',
  'ended-is-ended':
    'An ended case accepts only a rating, the end of its secrecy, another choice of how to be told, and being opened again; a linked case also its reporter’s messages and withdrawal.',
  'reopened-with-reason':
    'Staff open an ended case, or undo a link, only as its chief and with a text; a resident only within the window.',
  'link-is-safe':
    'A report is linked only to a case of its type that is being worked on, which is at least as urgent from then on.',
  'unlinked-runs-on':
    'The promises of a case whose link was undone have the dates that they had before the link.',
  'link-is-known':
    'A linked case is counted in its primary case, also after others left or were unlinked, and its reporter is notified of the outcome.',
  'moves-are-lawful': 'A case changes its status only as the lifecycle allows.',
  'own-policy': 'A case keeps the policy version it was received under, whichever version is current.',
  'once-secret-is-secret':
    'Who reported a case that was ever of a secret type is secret, until a chief lifts it with a reason.',
  'secret-is-for-few': 'What may reveal who reported a secret case is shown to officers and chiefs only.',
  'read-is-on-record':
    'Whoever was shown something of a secret case that may reveal who reported it is in its log of reads, which is one chain.',
  'rooms-apart': 'Staff of one station change nothing in another.',
  'facts-explain-the-case': 'The status, clocks and escalation of a case are exactly what its facts produce.',
  'chain-contiguous': 'Each version is committed once, and each fact follows the previous one.',
  'chain-valid': 'Every hash of the chain is valid, up to the head of the case.',
  'commit-fits': 'A commit writes at most 20 rows.',
  'one-message-each':
    'A commit writes exactly one message per channel to each addressee that its facts name.',
  'received-once': 'A report becomes one case, however often it is sent, and no report is refused.',
  'proof-spent-once': 'A proof of work is accepted for one report only.',
  'reference-unique': 'No two cases of a station share a reference.',
  'command-once': 'A command takes effect once, however often it is sent.',
  'acknowledged-is-kept': 'What was acknowledged to a person is stored.',
  'attempt-sent-once': 'Each delivery attempt of a message is made once.',
  'attempts-bounded': 'A message is tried at most twelve times.',
  'checked-before-sending': 'No reminder or escalation is sent more than ten seconds after its reason ended.',
  'night-is-quiet': 'Below P1 no message is sent in quiet hours.',
  'end-is-final': 'A message that was sent, folded, suppressed or given up keeps that state.',
  'sent-is-sent': 'A message is marked sent only after its channel accepted it.',
  'owed-not-suppressed': 'Replies, receipts and rating requests are never suppressed.',
  'suppressed-is-needless':
    'A message is suppressed only when its reason ended, when the brief or a digest contains it, or when its only addressee caused it.',
  'batched-is-delivered':
    'A message suppressed for a digest is in a digest that is still to be sent, and its case has low trust.',
  'dead-is-reported': 'Before a message is given up, its failure is recorded in its case.',
  'message-ends': 'Every message ends as sent, folded, suppressed or dead.',
  'in-order':
    'Messages about one case reach its resident in the order in which they were decided, until an earlier one first fails.',
  'one-in-the-morning': 'What was held over night for one resident of one case is sent as one message.',
  'folded-is-told': 'A message is folded only after a channel took the later one that tells it.',
  'told-truly': 'No message tells a resident what was not true any more ten seconds before it was sent.',
  'own-action-not-told': 'Nobody gets a message about what they did themselves.',
  'one-message-after-outage':
    'After an outage each addressee gets one message for all steps that came due during it, and one per promise for messages that were held up.',
  'read-by-its-link':
    'What may ever be shown to a resident is sealed to the key that their link opens, and nothing that only staff read.',
  'own-sender':
    'Messages to residents are sent, and what leads to them is opened, by one function alone, and messages to staff by the other.',
  'over-own-channels':
    'A message leaves by the route that its station published for it, and by the next channel only after the one before was tried.',
  'next-is-tried': 'A message to staff is given up only after each channel of its route was tried.',
  'within-its-rate':
    'In each minute of its senders’ clocks a channel gets half of what its receiver takes a minute, at most.',
  'paid-for': 'No station gets more short messages on a day than it pays for.',
  'as-chosen':
    'A resident is told in the way that they chose, at an address that they left, with the link of their own case.',
  'nothing-in-words':
    'No message holds what people wrote, a telephone number or a link that is not its reader’s own; one about a sensitive case does not say where it is.',
  'every-case-named':
    'A message that waited for its channel is told by a notice that names its case, unless it is needless by then.',
  'helper-has-deadline': 'What a helper was asked is due at its earliest clock, and nowhere once it ended.',
  'helper-answers-in-time':
    'No answer counts by a link that was taken back, that ended, or whose case needs none; the first is no correction, and each later one is.',
  'helper-answers-once': 'An answer of a helper enters the case and its task in one transaction.',
  'helper-silence-is-told': 'No link of a helper ends unanswered before its officer was told of the silence.',
  'helper-link-ends':
    'A link shows nothing after its end, after it was taken back, or to somebody who is not meant.',
  'helper-look-is-on-record': 'Each look at what a helper was asked is in its log.',
  'fact-published': 'Each fact is published, unless the stream or the bus lost it.',
  'log-is-whole':
    'The statements about each chain lead from its beginning to the head that stands in the table, and state what was written.',
  'nothing-honest-is-false':
    'No objection and no finding of the proof is about a chain that nobody falsified and no restored backup cut short.',
  'falsified-is-named':
    'The next finished proof names each chain that somebody falsified, and each of which a restored backup lost what was stated.',
  'no-defect': 'No handler fails without an injected fault.',
} as const;

export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly detail: string;
}
