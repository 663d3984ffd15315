import type { Details } from '../../shared/cases/case.ts';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { type TileId, tileIds } from '../../shared/locales/page-words.ts';

/** A closed question of a tile, whose answer changes the deadlines or who is sent. */
export interface AskedQuestion {
  readonly question: string;
  /** The policy's choices that apply to the tile; all when absent. */
  readonly only?: readonly string[];
}

/** A tile of the form, named in residents' words; it selects a case type with some details. */
export interface Tile {
  readonly type: CaseType;
  readonly details?: Details;
  readonly asks?: readonly AskedQuestion[];
  /** SVG strokes in a 32 × 32 view box. */
  readonly icon: string;
}

export const tiles: Readonly<Record<TileId, Tile>> = {
  lost: {
    type: 'lost-item',
    asks: [{ question: 'item' }, { question: 'when' }],
    icon: '<rect x="9" y="3" width="14" height="26" rx="3"/><path d="M14 25h4"/>',
  },
  missing: {
    type: 'lost-person',
    asks: [{ question: 'who' }, { question: 'memory' }],
    icon: '<circle cx="14" cy="6" r="3.5"/><path d="M14 11v9l-4 9M14 20l5 9M14 13l6 4M23 16v13M20 16h3"/>',
  },
  met: {
    type: 'found-person',
    asks: [{ question: 'who' }],
    icon: '<circle cx="9" cy="7" r="3.5"/><circle cx="23" cy="7" r="3.5"/><path d="M9 12v17M23 12v17M9 16h14"/>',
  },
  fraud: {
    type: 'fraud',
    asks: [{ question: 'paid' }],
    icon: '<rect x="3" y="8" width="26" height="17" rx="3"/><path d="M3 13h26M16 17v3M16 23v.1"/>',
  },
  fire: {
    type: 'hazard',
    asks: [{ question: 'kind', only: ['locked-fire-door', 'blocked-escape-route', 'fire-alarm', 'clutter'] }],
    icon: '<path d="M6 29V4h14v25M3 29h26M16 17v.1M24 12c3 3 4 5 4 8a4 4 0 01-4 4"/>',
  },
  noise: {
    type: 'dispute',
    details: { kind: 'noise' },
    asks: [{ question: 'risk' }],
    icon: '<path d="M4 12v8h5l7 6V6l-7 6zM21 11a7 7 0 010 10M25 7a13 13 0 010 18"/>',
  },
  dispute: {
    type: 'dispute',
    asks: [{ question: 'risk' }],
    icon: '<path d="M4 5h15v10h-8l-4 4v-4H4zM22 12h6v10h-3v4l-4-4h-8v-3"/>',
  },
  lead: {
    type: 'lead',
    asks: [{ question: 'now' }],
    icon: '<path d="M3 16c4-7 9-9 13-9s9 2 13 9c-4 7-9 9-13 9s-9-2-13-9z"/><circle cx="16" cy="16" r="4"/>',
  },
  worry: {
    type: 'welfare',
    asks: [{ question: 'worry' }],
    icon: '<path d="M16 27C8 21 4 17 4 12a6 6 0 0112-2 6 6 0 0112 2c0 5-4 9-12 15z"/>',
  },
  found: {
    type: 'found-item',
    asks: [{ question: 'item' }, { question: 'when' }],
    icon: '<path d="M5 12h22l-2 16H7zM11 12V9a5 5 0 0110 0v3"/>',
  },
  danger: {
    type: 'hazard',
    details: { kind: 'equipment' },
    icon: '<path d="M16 4l13 23H3zM16 13v6M16 23v.1"/>',
  },
  documents: {
    type: 'delivery',
    icon: '<rect x="3" y="7" width="26" height="18" rx="3"/><circle cx="11" cy="14" r="3"/><path d="M6 21c1-3 9-3 10 0M20 13h6M20 18h6"/>',
  },
  ask: {
    type: 'consultation',
    icon: '<circle cx="16" cy="16" r="13"/><path d="M12 12a4 4 0 118 1c0 3-4 3-4 6M16 23v.1"/>',
  },
  other: { type: 'other', icon: '<path d="M8 16h.1M16 16h.1M24 16h.1" stroke-width="5"/>' },
};

/** Returns the tile id of a submitted form, if it is valid. */
export const tileIdIn = (sent: string | undefined): TileId | undefined => tileIds.find((id) => id === sent);
