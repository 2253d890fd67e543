/** Reads the size of paper out of the names that printers give it; a name that says no size is `null`, never a guess. */
import type { PaperSize } from '../engine/engine-interface.ts'

const POINT_MM = 25.4 / 72
const KNOWN: Record<string, PaperSize> = {
  a3: { widthMm: 297, heightMm: 420 },
  a4: { widthMm: 210, heightMm: 297 },
  a5: { widthMm: 148, heightMm: 210 },
  letter: { widthMm: 215.9, heightMm: 279.4 },
  legal: { widthMm: 215.9, heightMm: 355.6 },
}

/**
 * `A4`, `w575h252` (points), `Custom.203x89mm`, `Custom.575x252` (points), `iso_a4_210x297mm`, `na_letter_8.5x11in`,
 * `custom_203x89mm_203x89mm`.
 */
export function paperSizeOf(name: string): PaperSize | null {
  const known = KNOWN[name.toLowerCase().replace(/\.(fullbleed|borderless)$/, '')]
  if (known) return known
  const points = /^w(\d+(?:\.\d+)?)h(\d+(?:\.\d+)?)$/i.exec(name)
  if (points) return sized(points[1], points[2], POINT_MM)
  const measured = /(?:^|[._])(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in|cm|pt)?$/i.exec(name)
  if (!measured) return null
  const unit = { mm: 1, in: 25.4, cm: 10, pt: POINT_MM }[(measured[3] ?? 'pt').toLowerCase()] ?? POINT_MM
  return sized(measured[1], measured[2], unit)
}

function sized(width: string | undefined, height: string | undefined, unitMm: number): PaperSize {
  const rounded = (text: string | undefined) => Math.round(Number(text) * unitMm * 10) / 10
  return { widthMm: rounded(width), heightMm: rounded(height) }
}
