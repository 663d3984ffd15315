import type * as z from 'zod/mini';
import type * as answers from '../shapes/answers.ts';
import type * as office from '../shapes/office-answers.ts';
import type { proof } from '../shapes/proof.ts';

/** The types of the documented schemas: a view that returns anything else does not compile. */
export type ShownPlace = z.output<typeof answers.place>;
export type ResidentStep = z.output<typeof answers.nextStep>;
export type ShownPromise = z.output<typeof answers.promise>;
export type Receipt = z.output<typeof answers.receipt>;
export type ShownPhoto = z.output<typeof answers.shownPhoto>;
export type PhotoGrant = z.output<typeof answers.photoGrant>;
/** Without the signed documents, which the endpoint adds. */
export type Track = Omit<z.output<typeof answers.track>, 'receipt' | 'progress'>;
export type ResidentMoved = z.output<typeof answers.residentMoved>;
export type ShownMove = z.output<typeof answers.moved>;
export type Me = z.output<typeof office.me>;
export type Board = z.output<typeof office.board>;
export type ShownFound = z.output<typeof office.found>;
export type ShownBrief = z.output<typeof office.brief>;
export type TakenIn = z.output<typeof office.takenIn>;
export type OfficeCase = z.output<typeof office.officeCase>;
export type ShownReads = z.output<typeof office.reads>;
export type ShownExplanation = z.output<typeof office.explanation>;
export type ShownProof = z.output<typeof proof>;
