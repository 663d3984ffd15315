/** Writes one line to the terminal. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
