import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../infra/local/options.ts';

describe('the command line', () => {
  it('does without any option', () => {
    expect(readOptions([], {})).toEqual({
      help: false,
      fresh: false,
      webhooks: false,
      dataDir: '.data',
      port: undefined,
      speed: 1,
      bundles: undefined,
      dynamoEndpoint: undefined,
      hasProviders: true,
      weather: undefined,
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
    [['--messages', 'nowhere'], 'The messages go to providers or outbox, not nowhere.'],
    [['--speed', '0'], 'The speed is a whole number from 1 to 3600, not 0.'],
    [
      ['--weather', 'rain'],
      'The weather is lag, stale, throttle, conflict, or several of them with commas, not rain.',
    ],
    [['--weather-seed', '7'], 'A seed is of use with --weather alone.'],
    [['--weather', 'lag', '--weather-seed', '-1'], '--weather-seed'],
    [['--spead', '10'], '--spead'],
  ])('refuses %j with a sentence', (commandLine, sentence) => {
    expect(() => readOptions(commandLine, {})).toThrow(sentence);
  });

  it('asks for weather by its names, with a seed that can be asked for again', () => {
    const asked = ['--weather', 'lag,conflict', '--weather-seed', '7'];
    expect(readOptions(asked, {}).weather).toEqual({ names: ['lag', 'conflict'], seed: 7 });
    const { seed = -1 } = readOptions(['--weather', 'stale'], {}).weather ?? {};
    expect(Number.isInteger(seed) && seed >= 0 && seed < 1_000_000).toBe(true);
  });
});
