/** The name of an error. Its message may quote a person's text, so reports and logs hold the name only. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Codes of the system, such as ENOSPC; all its errors have the name `Error`. */
const SYSTEM_CODE = /^E[A-Z0-9_]{1,30}$/;

/** What has caused an error, by the system's code or else its name; `undefined` when it names no cause. */
export function causeName(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.cause === undefined) return undefined;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return SYSTEM_CODE.test(code) ? code : errorName(cause);
}
