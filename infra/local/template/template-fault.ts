/**
 * A fault of the template, in one sentence: something that would fail on AWS, or that the local run does not support.
 */
export class TemplateFault extends Error {
  constructor(logicalId: string, sentence: string) {
    super(`${logicalId}: ${sentence}`);
    this.name = 'TemplateFault';
  }
}
