/** A sentence with `{name}` placeholders; see `fill`. */
export type Sentence = string;

/** A sentence with a form for each plural category of its language; see `say`. */
export type Counted = `${string}{${string}, plural, ${string}other {${string}}}${string}`;
