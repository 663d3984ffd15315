import { type WeatherName, type WeatherSettings, weatherNames } from './weather.ts';

/** The weather that the command line asks for; undefined when it asks for none. */
export function weatherAsked(
  names: string | undefined,
  seed: number | undefined,
): WeatherSettings | undefined {
  if (names === undefined) {
    if (seed === undefined) return undefined;
    throw new Error('A seed is of use with --weather alone.');
  }
  const asked = names.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !isWeather(name));
  if (unknown !== undefined) {
    throw new Error(
      `The weather is ${weatherNames.join(', ')}, or several of them with commas, not ${names}.`,
    );
  }
  return { names: asked.filter(isWeather), seed: seed ?? Math.trunc(performance.now() * 1000) % SEEDS };
}

/** Short enough to be typed again. */
const SEEDS = 1_000_000;

const isWeather = (name: string): name is WeatherName => (weatherNames as readonly string[]).includes(name);

/** What a start says of it. */
export const weatherLine = ({ names, seed }: WeatherSettings): string =>
  `Weather at the table: ${names.join(', ')}. The same again: --weather ${names.join(',')} --weather-seed ${seed}`;
