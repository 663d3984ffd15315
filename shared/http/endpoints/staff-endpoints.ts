import type { StaffCall } from '../call.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RouteIdOf } from '../routes.ts';
import { showCasePhoto } from './case-photo.ts';
import { reportForResident } from './intake.ts';
import { board, brief, explain, me, move, showCase, showReads } from './office.ts';
import { newPlaceCode } from './place-code.ts';
import { posterLink } from './poster-link.ts';
import { proof } from './proof.ts';
import { searchByPhone } from './search-by-phone.ts';

/** The endpoints of all staff routes. */
export const staffEndpoints = {
  'GET /v1/me': me,
  'GET /v1/office/cases': board,
  'POST /v1/office/cases/search': searchByPhone,
  'POST /v1/office/cases': reportForResident,
  'GET /v1/office/cases/{id}': showCase,
  'GET /v1/office/cases/{id}/clock': explain,
  'GET /v1/office/cases/{id}/reads': showReads,
  'GET /v1/office/cases/{id}/photos/{photo}': showCasePhoto,
  'POST /v1/office/cases/{id}/moves': move,
  'GET /v1/office/posters/{place}': posterLink,
  'POST /v1/office/places/{place}/code': newPlaceCode,
  'GET /v1/office/brief': brief,
  'GET /v1/office/proof': proof,
} satisfies Record<RouteIdOf<'staff'>, Endpoint<StaffCall>>;
