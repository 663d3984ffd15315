/** A sentence in which `{name}` stands for a value; see `fill`. */
export type Sentence = string;

/** A sentence whose words depend on a number, in every form that its language has for one; see `say`. */
export type Counted = `${string}{${string}, plural, ${string}other {${string}}}${string}`;
