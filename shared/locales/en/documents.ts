import type { DocumentWords } from '../document-words.ts';

export const documents = {
  genuine: 'This receipt is genuine. Nothing in it was changed.',
  notGenuine: 'This receipt is not genuine: {why}',
  faults: {
    'not-a-document':
      'it is no paper of ours, or not the kind that belongs here, or a part of it is missing.',
    'unknown-key': 'the list of keys does not have the key it names.',
    'bad-signature': 'it is not what the police room signed. At least one character is different.',
    'other-station': 'another police room signed it than the one it names.',
    'other-case': 'it is about another matter.',
    'broken-chain': 'a step before it is missing, was added or stands elsewhere.',
  },
  lines: {
    issuer: 'Given by:        {station}, {issuer}',
    reference: 'Reference:       {reference} ({type})',
    received: 'Received:        {at}',
    respondBy: 'Answer promised: {at}',
    written: 'What was written has this hash: {hash}',
  },
  wordsMatch: 'These are the very words that were written.',
  wordsDiffer: 'These are not the words that were written.',
  keyFrom: 'The key was asked for at {address}. Make sure that this is the address of your police room.',
  chain: 'The steps are genuine too, and none is missing between them: {count}.',
  chainBroken: 'Step {number} does not hold: {why}',
  step: '{number}. {at}  {what}',
  kept: 'promise kept: {promise}',
  keptLate: 'promise kept late: {promise}, promised by {by}',
  missed: 'promise missed: {promise}',
  promised: 'promised: {promise}, by {by}',
  mayMove: '(may move: holidays after this date were not announced yet)',
  room: 'police room',
  complaints: {
    'say-a-file': 'Say the file with the receipt. More: --help.',
    'no-file': 'There is no file {file} that can be read.',
    'no-receipt': 'There is no receipt in {file}.',
    'no-progress': 'There are no steps in {file}.',
    'no-report': '{file} is not a report as it is sent: JSON with place, type and what.',
    'not-safe': '{address} is not safe: it must begin with https://.',
    'no-answer': 'No list of keys came from {address}. Is it the right address, and are you online?',
    'no-keys': 'There is no key in {address} that a receipt can be checked with.',
  },
  help: `Checks a receipt of the police room, and the steps that followed.

  npm run --silent verify -- <receipt> [options]

  <receipt>             a file with the receipt, or with the whole answer that it came in
  --jwks <file or URL>  the public keys; a file needs no network
                        (default: asked for at the address that the receipt names)
  --progress <file>   the steps: one a line, or the whole answer that they came in
  --written <file>      what was written, as it was sent (JSON), to be held against the receipt
  --language <name>     en or zh-CN (default: as your computer is set)

  Ends with 0 when everything is genuine, with 1 when something is not, with 2 when it could not be checked.
`,
} as const satisfies DocumentWords;
