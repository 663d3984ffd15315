import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../infra/local/options.ts';

describe('the command line', () => {
  it('does without any option', () => {
    expect(readOptions([], {})).toEqual({
      help: false,
      fresh: false,
      dataDir: '.data',
      port: undefined,
      speed: 1,
      bundles: undefined,
      dynamoEndpoint: undefined,
    });
  });

  it('goes before the environment', () => {
    const environment = { PORT: '9000', DATA_DIR: 'there', DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
    expect(readOptions(['--port', '9100'], environment)).toMatchObject({
      port: 9100,
      dataDir: 'there',
      dynamoEndpoint: 'http://127.0.0.1:8000',
    });
  });

  it.each([
    [['--port', 'http'], 'The port is a whole number from 0 to 65534, not http.'],
    [['--port', '70000'], 'The port is'],
    [['--speed', '0'], 'The speed is a whole number from 1 to 3600, not 0.'],
    [['--spead', '10'], '--spead'],
  ])('refuses %j with a sentence', (commandLine, sentence) => {
    expect(() => readOptions(commandLine, {})).toThrow(sentence);
  });
});
