/** Two boxes for two people: who signed and when, or that a signature is still open (law 4). */
import { IconCheck, IconSignature } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { InstantText } from './instant-text.tsx'
import classes from './signature-boxes.module.css'

export type Signature = { by: string; at: number; note?: ReactNode }

export type SignatureBoxesProps = {
  label: string
  signatures: readonly Signature[]
  /** Name of a place, counted from 1. */
  placeName(place: number): string
  /** What an open box says. */
  open: string
  /** Nobody is asked to sign yet: open boxes step back. */
  quiet?: boolean
}

const PLACES = [1, 2]

export function SignatureBoxes({ label, signatures, placeName, open, quiet = false }: SignatureBoxesProps) {
  return (
    <ul className={classes.boxes} aria-label={label} style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {PLACES.map((place) => {
        const signature = signatures[place - 1]
        return (
          <li
            key={place}
            className={classes.box}
            data-signed={signature ? true : undefined}
            data-quiet={!signature && quiet ? true : undefined}
          >
            <span className={classes.place}>
              {signature ? <IconCheck size={14} aria-hidden /> : <IconSignature size={14} aria-hidden />}
              {placeName(place)}
            </span>
            {signature ? <SignedBy {...signature} /> : <span className={classes.open}>{open}</span>}
          </li>
        )
      })}
    </ul>
  )
}

function SignedBy({ by, at, note }: Signature) {
  return (
    <>
      <span className={classes.name}>{by}</span>
      <span className={classes.at}>
        <InstantText at={at} />
      </span>
      {note}
    </>
  )
}
