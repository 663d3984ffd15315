import { stationId } from '../../../shared/domain/scope.ts';
import type { Place, Station } from '../../../shared/records.ts';

/** The one station of the local run: 清河里, 23 buildings. */
export const station = stationId('st1');

/** Invented, as all numbers here are. */
export const policeRoom: Station = {
  station,
  words: { 'zh-CN': '清河里社区警务室', en: 'Qinghe Lane police room' },
  estate: { 'zh-CN': '清河里', en: 'Qinghe Lane' },
  phone: '0931-266 0110',
};

const BUILDINGS = 23;
/** Slabs have four entrances, towers two and the last one; which is which is only for variety. */
const entrancesOf = (building: number): number => (building % 3 === 0 ? 2 : building % 5 === 0 ? 1 : 4);

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const two = (n: number): string => String(n).padStart(2, '0');

const entrances: readonly Place[] = numbers(BUILDINGS).flatMap((building) =>
  numbers(entrancesOf(building)).map((entrance) => ({
    code: `b${two(building)}-${entrance}`,
    station,
    building: `b${two(building)}`,
    entrance: String(entrance),
    words: {
      'zh-CN': `${building} 号楼 ${entrance} 单元`,
      en: `Building ${building}, entrance ${entrance}`,
    },
  })),
);

const shared = (code: string, zh: string, en: string): Place => ({
  code,
  station,
  building: code,
  entrance: '',
  words: { 'zh-CN': zh, en },
});

/** Every wall of the estate with a code on it. */
export const places: readonly Place[] = [
  ...entrances,
  shared('south-gate', '南门岗亭', 'South gate guard post'),
  shared('square', '中心广场', 'Central square'),
  shared('repair-row', '汽修街', 'Car-repair row'),
  shared('room', '警务室', 'Police room'),
];
