/** Something in the template that would fail on AWS, or that the local run does not know; said as a sentence. */
export class TemplateFault extends Error {
  constructor(logicalId: string, sentence: string) {
    super(`${logicalId}: ${sentence}`);
    this.name = 'TemplateFault';
  }
}
