/** A text as a square code, drawn as one SVG path on white so that it scans in the dark scheme too. */
import { useMemo } from 'react'
import { encode } from 'uqr'
import classes from './session.module.css'

/** Free border in modules; scanners want at least four. */
const BORDER = 4

export function QrCode({ text, label, size = 200 }: { text: string; label: string; size?: number }) {
  const { path, modules } = useMemo(() => pathOf(text), [text])
  return (
    <svg
      className={classes.qr}
      width={size}
      height={size}
      viewBox={`0 0 ${modules} ${modules}`}
      role="img"
      aria-label={label}
    >
      <path d={path} fill="#000000" shapeRendering="crispEdges" />
    </svg>
  )
}

function pathOf(text: string): { path: string; modules: number } {
  const { data, size } = encode(text, { border: BORDER, ecc: 'M' })
  const runs = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { path: runs.join(''), modules: size }
}
