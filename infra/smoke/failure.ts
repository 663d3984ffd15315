/** Something that a working stage does and this one does not, as a sentence that the operator can act on. */
export class Failure extends Error {}
