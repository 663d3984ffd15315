/** The paths of the signs, drawn in a square of 24 units with a line of 2. */
const paths = {
  list: 'M4 6h16M4 12h16M4 18h10',
  search: 'M18 11a7 7 0 11-14 0 7 7 0 0114 0M16 16l5 5',
  plus: 'M12 5v14M5 12h14',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  people:
    'M9 5a3.5 3.5 0 100 7 3.5 3.5 0 000-7M2 20c1-7 13-7 14 0M16 5.4a3.5 3.5 0 010 6.2M19 20c0-3-1-4.6-3-5.6',
  bars: 'M5 20v-8M12 20V4M19 20v-5',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8M4 21c1-8 15-8 16 0',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  down: 'M6 9l6 6 6-6',
  shield: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18M12 7v5l3 3',
  tick: 'M4 13l5 5L20 7',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 018 0v3',
  eye: 'M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 9a3 3 0 100 6 3 3 0 000-6',
  noEye:
    'M3 3l18 18M10.6 5.1A10 10 0 0122 12a13 13 0 01-2.4 3.4M6.5 6.6C4 8.2 2 12 2 12c2 4 6 7 10 7 1.6 0 3.1-.4 4.5-1.1M9.9 9.9a3 3 0 004.2 4.2',
  speech: 'M4 5h16v11h-9l-5 4v-4H4z',
  close: 'M6 6l12 12M18 6L6 18',
} as const;

export type Sign = keyof typeof paths;

/** A sign beside words that say the same, so it is hidden from screen readers. */
export const Icon = ({ of }: { readonly of: Sign }) => (
  <svg class="ic" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[of]} />
  </svg>
);
