import { readFile } from 'node:fs/promises';
import { residentReport, staffReport } from '../../shared/http/shapes/report.ts';
import type { DocumentComplaint } from '../../shared/locales/document-words.ts';
import { type CheckingKey, keysIn } from '../../shared/receipt/verify.ts';

/** Why a receipt could not be checked, as a code; the caller renders the sentence. */
export class Complaint extends Error {
  readonly code: DocumentComplaint;
  readonly about: Readonly<Record<string, string>>;

  constructor(code: DocumentComplaint, about: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.about = about;
  }
}

/** Somebody waits for the answer; what has not come after this time is not coming. */
const TIMEOUT_MS = 60_000;

/** Reads a file: JSON as its value, anything else as text. */
export async function contentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Complaint('no-file', { file });
  });
  return parsed(text) ?? text;
}

/** The receipt: the whole content, or the field `receipt` of an API answer. */
export function receiptIn(content: unknown, file: string): string {
  const receipt = typeof content === 'string' ? content.trim() : fieldOf(content, 'receipt');
  if (typeof receipt !== 'string' || receipt === '') throw new Complaint('no-receipt', { file });
  return receipt;
}

/** The progress statements: one per line, a list, or the field `progress` of an API answer. */
export function stepsIn(content: unknown): readonly string[] | undefined {
  const list = typeof content === 'string' ? content.split(/\s+/) : content;
  const steps = Array.isArray(list) ? list : fieldOf(content, 'progress');
  return Array.isArray(steps) ? steps.map(String).filter((step) => step !== '') : undefined;
}

/** Parses a report as the API does: spaces at the ends of texts do not count. */
export async function reportIn(file: string) {
  const content = await contentOf(file);
  const report = residentReport().safeParse(content).data ?? staffReport().safeParse(content).data;
  if (report === undefined) throw new Complaint('no-report', { file });
  return report;
}

/** The key address that an unverified receipt names. It is only used to fetch the key. */
export function keyAddressIn(receipt: string, file: string): string {
  const body = Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString();
  const issuer = fieldOf(parsed(body), 'iss');
  if (typeof issuer !== 'string') throw new Complaint('no-receipt', { file });
  return `${issuer}/.well-known/jwks.json`;
}

/** Reads the keys from a file or an address. */
export async function keysAt(address: string): Promise<readonly CheckingKey[]> {
  const list = /^https?:/.test(address) ? await fetched(address) : await contentOf(address);
  const keys = keysIn(list) ?? [];
  if (keys.length === 0) throw new Complaint('no-keys', { address });
  return keys;
}

async function fetched(address: string): Promise<unknown> {
  const { protocol, hostname } = URL.parse(address) ?? { protocol: '', hostname: '' };
  // Over plain HTTP an attacker on the network could replace the key; a loopback address has no network in between.
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname)) {
    throw new Complaint('not-safe', { address });
  }
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return await response.json();
  } catch {
    throw new Complaint('no-answer', { address });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldOf = (content: unknown, name: string): unknown =>
  typeof content === 'object' && content !== null ? (content as Record<string, unknown>)[name] : undefined;
