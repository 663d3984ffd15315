/** Puts values into a sentence's `{name}` places. A place without a value is a defect of the catalogue and throws. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in ${JSON.stringify(sentence)}`);
    return String(value);
  });
