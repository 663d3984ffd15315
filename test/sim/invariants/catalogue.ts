/** What must hold whatever goes wrong, each with the sentence that a violation breaks. */
export const invariants = {
  'armed-and-indexed': 'An open case has a next step, and stands in the due index at that very time.',
  'floor-not-needed': 'No case needs the daily review that is there for defects alone.',
  'served-in-time':
    'Ten minutes after healing nothing is overdue, unless it failed and waits for its own next try.',
  'only-the-due-are-parked': 'A row is put off only while it is due itself.',
  'quarantine-ends': 'A row that failed waits for a day at most.',
  'step-taken-once': 'Each reminder, breach and level of a clock is decided at most once.',
  'step-not-early': 'No step of the clock is taken before its time.',
  'step-not-spurious': 'No step is taken of a clock that does not run.',
  'tick-is-whole': 'One tick takes all that has passed, so that nothing is left due behind it.',
  'level-rises': 'Within one ladder the rungs only rise, and at the top they repeat.',
  'top-keeps-pace': 'The top of a ladder repeats at its own pace, even where nobody stands on it.',
  'answered-is-quiet': 'Nothing is decided about a clock that the answer ended.',
  'ended-is-ended':
    'An ended case is only rated; one that joined another keeps its reporter’s words and way out.',
  'link-is-known': 'Who joined another matter is counted there, and told how it ends.',
  'moves-are-lawful': 'A case changes its status only as the lifecycle says.',
  'own-policy': 'A case is judged by the policy that it was promised under, whatever is in force meanwhile.',
  'rooms-apart': 'Staff of one room change nothing in another.',
  'facts-explain-the-case': 'The clocks of a case are what its facts say.',
  'chain-contiguous': 'Each version is committed once, each fact follows the one before it.',
  'chain-valid': 'Every hash covers what it stands for, up to the head of the case.',
  'commit-fits': 'A commit writes at most 20 rows.',
  'one-message-each':
    'A commit leaves exactly one message to each addressee that its facts name, on each of their channels.',
  'received-once': 'A report is one case, however often it is sent, and no report is refused.',
  'proof-spent-once': 'A proof of work pays for one report.',
  'reference-unique': 'No two cases of a station share a reference.',
  'command-once': 'A command takes effect once, however often it is sent.',
  'acknowledged-is-kept': 'What a person was told is done, is done.',
  'attempt-sent-once': 'One attempt of a message is made once.',
  'attempts-bounded': 'A message is tried twelve times and then given up.',
  'checked-before-sending': 'Nothing urges ten seconds after there was nothing left to urge.',
  'night-is-quiet': 'Below P1 nothing is sent in quiet hours.',
  'end-is-final': 'A message that was sent, suppressed or given up stays so.',
  'sent-is-sent': 'A message is marked sent only when its channel took it.',
  'owed-not-suppressed': 'Replies, receipts and rating requests are never suppressed.',
  'suppressed-is-needless':
    'A message is suppressed only when there is nothing left to urge, or when the brief or a digest stands for it.',
  'batched-is-notified':
    'What is told in one message with others is in a message that is still to come, and of a matter in doubt.',
  'dead-is-notified': 'Of a message that reached nobody, its case hears before it is given up.',
  'message-ends': 'Every message is in the end sent, suppressed or dead.',
  'one-message-after-outage':
    'What passed while the clock stood still is told to each addressee in one message; what was decided and held up, in one for each promise.',
  'fact-published': 'Each fact reaches the bus, unless the stream or the bus lost it.',
  'no-defect': 'No handler fails for a reason that no fault gave it.',
} as const;

export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly detail: string;
}
