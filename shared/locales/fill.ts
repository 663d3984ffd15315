/**
 * Replaces the `{name}` placeholders of a sentence. Throws for one without a value, which is a defect of the
 * catalogue.
 */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in ${JSON.stringify(sentence)}`);
    return String(value);
  });
