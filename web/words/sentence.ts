/** A sentence in which `{name}` stands for a value; see `fill`. */
export type Sentence = string;
