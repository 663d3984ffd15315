import * as z from 'zod/mini';
import { moves } from '../../../cases/lifecycle.ts';
import { responsibles } from '../../../engine/responsible.ts';

/** Fields of several answers to staff. They contain codes instead of sentences, since the console has the catalogues. */
export const optional = z.optional;
export const caseId = z.string();
export const person = z.string();
export const responsible = z.enum(responsibles);
export const dueKind = z.string();
export const trust = z.enum(['ordinary', 'low']);
export const count = z.int().check(z.minimum(0));
export const move = z.enum(moves as [(typeof moves)[number], ...(typeof moves)[number][]]);
