import { parseArgs } from 'node:util';
import { type ReceiptClaims, writtenHash } from '../../shared/cases/receipts/receipt.ts';
import { languageOf } from '../../shared/http/reader-language.ts';
import { fill } from '../../shared/locales/fill.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { type FindingWords, progressLines, receiptLines } from '../../shared/receipt/findings.ts';
import { type CheckingKey, checkProgress, checkReceipt } from '../../shared/receipt/verify.ts';
import { Complaint, contentOf, keyAddressIn, keysAt, receiptIn, reportIn, stepsIn } from './sources.ts';

// Run by anybody who holds a receipt (npm run verify): the resident, a court, a newspaper. It needs no part of the
// running system but the public key.

const GENUINE = 0;
const NOT_GENUINE = 1;
const NOT_CHECKED = 2;

interface Asked {
  readonly files: readonly string[];
  readonly jwks?: string | undefined;
  readonly progress?: string | undefined;
  readonly written?: string | undefined;
}

interface Finding {
  readonly lines: readonly string[];
  readonly holds: boolean;
}

async function check({ files, jwks, progress, written }: Asked, said: FindingWords): Promise<Finding> {
  const { documents } = said;
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
    { lines: [documents.genuine, ...receiptLines(claims, said)], holds: true },
    // Whoever forges a receipt can name an address of their own in it, so the reader has to know it.
    { lines: jwks === undefined ? [fill(documents.keyFrom, { address })] : [], holds: true },
    ...(written === undefined ? [] : [await checkWritten(claims, written, said)]),
    // A receipt by itself is one line, which is no list of steps.
    ...(typeof answer === 'string' && progress === undefined
      ? []
      : [await checkSteps(claims, steps ?? [], keys, said)]),
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
  said: FindingWords,
): Promise<Finding> {
  const { documents } = said;
  const checked = await checkProgress(steps, receipt, keys);
  if (checked.fault !== undefined) {
    const why = documents.faults[checked.fault];
    return { lines: [fill(documents.chainBroken, { number: checked.at, why })], holds: false };
  }
  const count = checked.claims.length;
  if (count === 0) return { lines: [], holds: true };
  return {
    lines: [fill(documents.chain, { count }), ...progressLines(receipt, checked.claims, said)],
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
  const asked = readArguments();
  const said = wordsFor(asked.language);
  if (asked.help) {
    process.stdout.write(said.documents.help);
    return GENUINE;
  }
  try {
    const { lines, holds } = await check(asked, said);
    process.stdout.write(`${lines.join('\n')}\n`);
    return holds ? GENUINE : NOT_GENUINE;
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    process.stderr.write(`${fill(said.documents.complaints[error.code], error.about)}\n`);
    return NOT_CHECKED;
  }
}

// A misspelled option must not look like a forged receipt, whose status is 1 too when node ends by itself.
process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return NOT_CHECKED;
});
