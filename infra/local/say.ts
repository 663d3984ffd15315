/** Writes one line to the terminal of whoever started the run. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
