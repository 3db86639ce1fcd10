import { z } from 'zod';

/*
 * What the control plane's JSON is made of. Money is a string of integer
 * pico-dollars, an instant is ISO 8601 in UTC, a ref is a full entity ref.
 */

export const instant = z.iso.datetime();
export const picoUsd = z.string().regex(/^-?\d+$/);
export const tokens = z.number().int().nonnegative();
export const count = z.number().int().nonnegative();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A parameter of a query that may be given several times. */
export const listOf = z.union([z.string(), z.array(z.string())]);
