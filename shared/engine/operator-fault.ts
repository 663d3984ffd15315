/** What an operator asked cannot be done; the message says why, in a sentence for the operator. Nothing was changed. */
export class OperatorFault extends Error {
  override readonly name = 'OperatorFault';
}
