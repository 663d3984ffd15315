import { parseArgs } from 'node:util';
import { type ReceiptClaims, writtenHash } from '../../shared/cases/receipts/receipt.ts';
import { languageOf } from '../../shared/http/reader-language.ts';
import { fill } from '../../shared/locales/fill.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { type FindingWords, progressLines, receiptLines } from '../../shared/receipt/findings.ts';
import { type CheckingKey, checkProgress, checkReceipt } from '../../shared/receipt/verify.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';
import { Complaint, contentOf, keyAddressIn, keysAt, receiptIn, reportIn, stepsIn } from './sources.ts';

// Checks a receipt (npm run verify) for its holder: a resident, a court, a newspaper. It needs no part of the running
// system except the public key.

const GENUINE = 0;
const NOT_GENUINE = 1;
const NOT_CHECKED = 2;

interface Arguments {
  readonly files: readonly string[];
  readonly jwks?: string | undefined;
  readonly progress?: string | undefined;
  readonly written?: string | undefined;
}

interface Finding {
  readonly lines: readonly string[];
  readonly holds: boolean;
}

async function check(
  { files, jwks, progress, written }: Arguments,
  findingWords: FindingWords,
): Promise<Finding> {
  const { documents } = findingWords;
  const [file] = files;
  if (file === undefined) throw new Complaint('say-a-file');
  const answer = await contentOf(file);
  const receipt = receiptIn(answer, file);
  const address = jwks ?? keyAddressIn(receipt, file);
  const keys = await keysAt(address);
  const { claims, fault } = await checkReceipt(receipt, keys);
  if (fault) return { lines: [fill(documents.notGenuine, { why: documents.faults[fault] })], holds: false };

  const steps = stepsIn(progress === undefined ? answer : await contentOf(progress));
  if (steps === undefined && progress !== undefined) {
    throw new Complaint('no-progress', { file: progress });
  }
  const findings = [
    { lines: [documents.genuine, ...receiptLines(claims, findingWords)], holds: true },
    // A forged receipt can name the forger's own key address, so the reader must compare it.
    { lines: jwks === undefined ? [fill(documents.keyFrom, { address })] : [], holds: true },
    ...(written === undefined ? [] : [await checkWritten(claims, written, findingWords)]),
    // A file with only a receipt holds no progress statements.
    ...(typeof answer === 'string' && progress === undefined
      ? []
      : [await checkSteps(claims, steps ?? [], keys, findingWords)]),
  ];
  return { lines: findings.flatMap(({ lines }) => lines), holds: findings.every(({ holds }) => holds) };
}

async function checkWritten(
  claims: ReceiptClaims,
  file: string,
  { documents }: FindingWords,
): Promise<Finding> {
  const holds = writtenHash(await reportIn(file)) === claims.written;
  return { lines: [holds ? documents.wordsMatch : documents.wordsDiffer], holds };
}

async function checkSteps(
  receipt: ReceiptClaims,
  steps: readonly string[],
  keys: readonly CheckingKey[],
  findingWords: FindingWords,
): Promise<Finding> {
  const { documents } = findingWords;
  const checked = await checkProgress(steps, receipt, keys);
  if (checked.fault !== undefined) {
    const why = documents.faults[checked.fault];
    return { lines: [fill(documents.chainBroken, { number: checked.at, why })], holds: false };
  }
  const count = checked.claims.length;
  if (count === 0) return { lines: [], holds: true };
  return {
    lines: [fill(documents.chain, { count }), ...progressLines(receipt, checked.claims, findingWords)],
    holds: true,
  };
}

function readArguments() {
  const { LC_ALL, LANG = '' } = process.env;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      jwks: { type: 'string' },
      progress: { type: 'string' },
      written: { type: 'string' },
      language: { type: 'string', default: LC_ALL || LANG },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { ...values, files: positionals };
}

function wordsFor(language: string): FindingWords {
  const words = wordsOf(languageOf(language) ?? 'en');
  return { documents: words.documents, words };
}

async function main(): Promise<number> {
  const given = readArguments();
  const findingWords = wordsFor(given.language);
  if (given.help) {
    process.stdout.write(findingWords.documents.help);
    return GENUINE;
  }
  try {
    const { lines, holds } = await check(given, findingWords);
    process.stdout.write(`${lines.join('\n')}\n`);
    return holds ? GENUINE : NOT_GENUINE;
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    process.stderr.write(`${fill(findingWords.documents.complaints[error.code], error.about)}\n`);
    return NOT_CHECKED;
  }
}

handleProcessErrors(NOT_CHECKED);
// An error must not look like a forged receipt: Node's own exit status for an uncaught error is 1, too.
process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
  return NOT_CHECKED;
});
