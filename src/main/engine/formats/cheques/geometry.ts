/**
 * Lengths and boxes on paper. Every stored length is in millimetres with one decimal, counted from the top left corner:
 * x to the right, y down. Points exist only where a page is drawn.
 */
import { z } from 'zod'

export const POINTS_PER_MM = 72 / 25.4
/** Roundings of one decimal must not count as an overlap or as leaving the paper. */
const TOUCH_MM = 0.05

const hasOneDecimal = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6
const ONE_DECIMAL = 'millimetres have one decimal at most'

/** A place: may lie off the paper, which is a finding and not an error of the file. */
export const PlaceMm = z.number().min(-500).max(1000).refine(hasOneDecimal, ONE_DECIMAL)
/** A length. */
export const LengthMm = z.number().positive().max(1000).refine(hasOneDecimal, ONE_DECIMAL)
/** Size of type in points. */
export const SizePt = z.number().min(4).max(72)

export const Point = z.object({ xMm: PlaceMm, yMm: PlaceMm }).strict()
export interface Point {
  readonly xMm: number
  readonly yMm: number
}

export const Size = z.object({ widthMm: LengthMm, heightMm: LengthMm }).strict()
export type Size = z.output<typeof Size>

export const Box = z.object({ xMm: PlaceMm, yMm: PlaceMm, widthMm: LengthMm, heightMm: LengthMm }).strict()
export type Box = Point & Size

/** True when the inner box lies wholly inside the outer one. */
export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.xMm >= outer.xMm - TOUCH_MM &&
    inner.yMm >= outer.yMm - TOUCH_MM &&
    inner.xMm + inner.widthMm <= outer.xMm + outer.widthMm + TOUCH_MM &&
    inner.yMm + inner.heightMm <= outer.yMm + outer.heightMm + TOUCH_MM
  )
}

/** True when two boxes share ground; boxes that only touch do not. */
export function overlaps(a: Box, b: Box): boolean {
  return (
    a.xMm + a.widthMm > b.xMm + TOUCH_MM &&
    b.xMm + b.widthMm > a.xMm + TOUCH_MM &&
    a.yMm + a.heightMm > b.yMm + TOUCH_MM &&
    b.yMm + b.heightMm > a.yMm + TOUCH_MM
  )
}

/** The box of a size with its corner at the origin. */
export function boxAtOrigin(size: Size): Box {
  return { xMm: 0, yMm: 0, widthMm: size.widthMm, heightMm: size.heightMm }
}
