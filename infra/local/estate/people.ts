import { personId, type Role } from '../../../shared/domain/scope.ts';
import type { Person } from '../../../shared/records.ts';
import { station } from './places.ts';

const person = (
  id: string,
  role: Person['role'],
  displayName: string,
  more: Partial<Person> = {},
): Person => ({
  person: personId(id),
  station,
  role,
  displayName,
  onLeave: false,
  ...more,
});

/** Everybody who works the estate's matters; invented names. One officer is on leave, so her deputy stands in. */
export const people: readonly Person[] = [
  person('p-guard-ma', 'guard', '马师傅'),
  person('p-guard-sun', 'guard', '孙师傅'),
  person('p-guard-bai', 'guard', '白师傅'),
  person('p-officer-li', 'officer', '李警官'),
  person('p-officer-he', 'officer', '何警官', { onLeave: true, deputy: personId('p-officer-li') }),
  person('p-chief-zhao', 'chief', '赵所长'),
  person('p-auditor-qin', 'auditor', '秦督察'),
  person('p-district', 'district', '分局值班台'),
];

/** Those of them who can sign in; the district desk is only told. */
export const signIns = people.flatMap(({ person: id, role, displayName }) =>
  role === 'district' ? [] : [{ id, role: role satisfies Role, station, displayName }],
);
