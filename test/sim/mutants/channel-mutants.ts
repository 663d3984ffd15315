import type { Mutant } from './mutant.ts';

/** Guards between a message that is due and the receiver that takes it. */
export const channelMutants: readonly Mutant[] = [
  {
    name: 'no body check',
    removes: 'reading in the body of an answer that a receiver said no with HTTP 200',
    change: (parts) => ({
      ...parts,
      answers: (answer) =>
        answer.status === 200
          ? { ...answer, body: JSON.stringify({ errcode: 0, code: 0, Code: 'OK' }) }
          : answer,
    }),
  },
  {
    name: 'no rate budget',
    removes: 'counting what a channel gets in a minute',
    change: (parts) => ({ ...parts, counters: () => ({ countUp: async () => 1 }) }),
  },
  {
    name: 'no next channel',
    removes: 'trying the next channel of a route where one takes nothing',
    change: (parts) => ({
      ...parts,
      channels: ({ named, routeOf }) => ({
        named,
        routeOf: async (...asked) => (await routeOf(...asked)).slice(0, 1),
      }),
    }),
  },
  {
    name: 'short messages without a budget',
    removes: 'counting what a station pays for on one day',
    change: (parts) => ({ ...parts, residents: (book) => ({ ...book, mayCost: async () => true }) }),
  },
  {
    name: 'the sender to staff opens contacts',
    removes: 'leaving messages to residents to the function that opens where they are reached',
    change: (parts) => ({
      ...parts,
      role: (own, both, handler) => (handler === 'notify' ? both : own),
    }),
  },
  {
    name: 'the sender to residents sends to staff',
    removes: 'leaving messages to staff to the function without a key',
    change: (parts) => ({
      ...parts,
      role: (own, both, handler) => (handler === 'notify-residents' ? both : own),
    }),
  },
];
