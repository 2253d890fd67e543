/**
 * The drawing of a leaf with its fields laid over it. The picture is the PDF itself in the window's own viewer; the boxes over it are
 * dragged with the mouse or moved with the arrow keys, a tenth of a millimetre at a time, with Shift a whole one.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import classes from './cheques.module.css'
import type { LayoutField } from './layout-fields.ts'

type Size = { widthMm: number; heightMm: number }
type Place = { xMm: number; yMm: number }
type LeafCanvasProps = {
  pdfBase64: string | null
  page: Size | null
  fields: readonly LayoutField[]
  active: string
  onActive(name: string): void
  onMove(field: LayoutField, to: Place): void
}

/** What the viewer of Chromium leaves free around a page that fills its width. */
const FRAME = { left: 5, top: 3, right: 5, bottom: 7 }
const KEYS: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function LeafCanvas({ pdfBase64, page, fields, active, onActive, onMove }: LeafCanvasProps) {
  const t = useText()
  const [box, width] = useWidth()
  const address = usePdfAddress(pdfBase64)
  if (page === null) return <div ref={box} className={classes.canvas} />
  const perMm = (width - FRAME.left - FRAME.right) / page.widthMm
  const height = page.heightMm * perMm + FRAME.top + FRAME.bottom
  return (
    <div ref={box} className={classes.canvas} style={{ height }}>
      {address !== null && (
        <iframe
          className={classes.canvasPdf}
          tabIndex={-1}
          title={t('cheques.layouts.drawing')}
          src={`${address}#toolbar=0&navpanes=0&scrollbar=0&view=FitH`}
        />
      )}
      <fieldset className={classes.canvasFields} aria-label={t('cheques.layouts.canvas')}>
        {fields.map((field) => (
          <FieldHandle
            key={`${field.name}/${field.paths.join()}`}
            field={field}
            perMm={perMm}
            active={field.name === active}
            onActive={onActive}
            onMove={onMove}
          />
        ))}
      </fieldset>
    </div>
  )
}

type HandleProps = Pick<LeafCanvasProps, 'onActive' | 'onMove'> & { field: LayoutField; perMm: number; active: boolean }

function FieldHandle({ field, perMm, active, onActive, onMove }: HandleProps) {
  const [by, setBy] = useState<Place | null>(null)
  const from = useRef<{ x: number; y: number } | null>(null)
  const { box, name } = field
  const shown = { xMm: box.xMm + (by?.xMm ?? 0), yMm: box.yMm + (by?.yMm ?? 0) }
  const down = (event: PointerEvent<HTMLButtonElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY }
    onActive(name)
  }
  const move = (event: PointerEvent): void => {
    if (from.current === null) return
    setBy({ xMm: (event.clientX - from.current.x) / perMm, yMm: (event.clientY - from.current.y) / perMm })
  }
  const up = (): void => {
    from.current = null
    if (by !== null) onMove(field, shown)
    setBy(null)
  }
  const press = (event: KeyboardEvent): void => {
    const step = KEYS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const unit = event.shiftKey ? 1 : 0.1
    onMove(field, { xMm: box.xMm + step[0] * unit, yMm: box.yMm + step[1] * unit })
  }
  return (
    <button
      type="button"
      className={classes.fieldHandle}
      data-active={active || undefined}
      aria-pressed={active}
      aria-label={name}
      title={`${name}: ${shown.xMm.toFixed(1)} / ${shown.yMm.toFixed(1)} mm`}
      style={{
        left: FRAME.left + shown.xMm * perMm,
        top: FRAME.top + shown.yMm * perMm,
        width: box.widthMm * perMm,
        height: box.heightMm * perMm,
      }}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onKeyDown={press}
      onFocus={() => onActive(name)}
    />
  )
}

function useWidth(): [box: (element: HTMLDivElement | null) => void, width: number] {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const [width, setWidth] = useState(800)
  useEffect(() => {
    if (element === null) return undefined
    const watch = new ResizeObserver(() => setWidth(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [element])
  return [setElement, width]
}

function usePdfAddress(base64: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (base64 === null) return undefined
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [base64])
  return address
}
