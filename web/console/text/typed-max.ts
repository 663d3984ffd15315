/**
 * How many UTF-16 units a field takes that the API limits to so many characters. A browser cuts what is pasted without a
 * word, and counts an emoji as two: the API refuses with a sentence, and nothing is lost.
 */
export const typedMax = (charactersMax: number): number => 5 * charactersMax;
