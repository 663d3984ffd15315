/** IAM's patterns: `*` stands for any text, `?` for one character. */
export function patternOf(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const source = pattern.replaceAll(/[\\^$.*+?()[\]{}|]/g, (found) =>
    found === '*' ? '.*' : found === '?' ? '.' : `\\${found}`,
  );
  const whole = new RegExp(`^${source}$`, 's');
  return (text) => whole.test(text);
}
