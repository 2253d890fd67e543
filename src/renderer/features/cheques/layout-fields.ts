/** The fields of a layout as an editor moves them: named boxes in its JSON, read and written by their path. Pure. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Box = { xMm: number; yMm: number; widthMm: number; heightMm: number }
type Path = readonly (string | number)[]

export type LayoutField = {
  /** `payee`, `date`, `words 1`. */
  name: string
  box: Box
  /** All of these move together; one alone may also be resized. */
  paths: readonly Path[]
  /** Where its type size stands, if it has one. */
  size: Path | null
  sizePt: number | null
}

/** Every field that can be moved, in the order in which a leaf is read. */
export function fieldsOf(layout: Json): LayoutField[] {
  const found: LayoutField[] = []
  const put = (name: string, paths: readonly Path[], owner: Path | null): void => {
    const boxes = paths.map((path) => asBox(at(layout, path))).filter((box) => box !== null)
    if (boxes.length === 0) return
    const size = owner === null ? null : [...owner, 'sizePt']
    const sizePt = size === null ? null : at(layout, size)
    found.push({ name, box: around(boxes), paths, size, sizePt: typeof sizePt === 'number' ? sizePt : null })
  }
  const count = (path: Path): number => {
    const list = at(layout, path)
    return Array.isArray(list) ? list.length : 0
  }
  const each = (path: Path): number[] => Array.from({ length: count(path) }, (_, index) => index)
  put('crossing', [['crossing', 'box']], ['crossing'])
  put(
    'date',
    each(['date', 'cells']).map((index) => ['date', 'cells', index]),
    ['date'],
  )
  put('payee', [['payee', 'box']], ['payee'])
  for (const index of each(['payee', 'wrapped'])) put(`payee, line ${index + 1}`, [['payee', 'wrapped', index]], null)
  put('bearer strike', [['bearerStrike', 'box']], null)
  for (const index of each(['words', 'lines'])) put(`words, line ${index + 1}`, [['words', 'lines', index]], ['words'])
  put('figures', [['figures', 'box']], ['figures'])
  put('cheque number', [['chequeNumber', 'box']], ['chequeNumber'])
  for (const index of each(['signatureAreas'])) put(`signature ${index + 1}`, [['signatureAreas', index, 'box']], null)
  for (const index of each(['fixedTexts']))
    put(`text ${index + 1}`, [['fixedTexts', index, 'box']], ['fixedTexts', index])
  for (const index of each(['stub', 'fields'])) {
    put(
      `stub ${String(at(layout, ['stub', 'fields', index, 'content']))}`,
      [['stub', 'fields', index, 'box']],
      ['stub', 'fields', index],
    )
  }
  put('stub memo', [['stub', 'memo', 'box']], ['stub', 'memo'])
  return found
}

/** The layout with a field moved to a place, in millimetres with one decimal; its boxes keep their distances. */
export function moveField(layout: Json, field: LayoutField, to: { xMm: number; yMm: number }): Json {
  const [dx, dy] = [tenths(to.xMm) - field.box.xMm, tenths(to.yMm) - field.box.yMm]
  return field.paths.reduce<Json>((now, path) => {
    const box = asBox(at(now, path))
    return box === null ? now : put(now, path, { ...box, xMm: tenths(box.xMm + dx), yMm: tenths(box.yMm + dy) })
  }, layout)
}

/** The layout with a field of another size; only one that is a single box. */
export function resizeField(layout: Json, field: LayoutField, to: { widthMm: number; heightMm: number }): Json {
  const [path] = field.paths
  const box = path === undefined ? null : asBox(at(layout, path))
  if (path === undefined || box === null || field.paths.length > 1) return layout
  return put(layout, path, {
    ...box,
    widthMm: Math.max(1, tenths(to.widthMm)),
    heightMm: Math.max(1, tenths(to.heightMm)),
  })
}

/** The layout with another type size of a field. */
export function setSize(layout: Json, field: LayoutField, sizePt: number): Json {
  return field.size === null ? layout : put(layout, field.size, sizePt)
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function around(boxes: readonly Box[]): Box {
  const xMm = Math.min(...boxes.map((box) => box.xMm))
  const yMm = Math.min(...boxes.map((box) => box.yMm))
  const right = Math.max(...boxes.map((box) => box.xMm + box.widthMm))
  const bottom = Math.max(...boxes.map((box) => box.yMm + box.heightMm))
  return { xMm, yMm, widthMm: tenths(right - xMm), heightMm: tenths(bottom - yMm) }
}

function at(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((now, key) => {
    if (now === null || now === undefined || typeof now !== 'object') return undefined
    return (now as Record<string | number, Json>)[key]
  }, value)
}

function put(value: Json, [key, ...rest]: Path, to: Json): Json {
  if (key === undefined) return to
  if (Array.isArray(value)) return value.map((each: Json, index) => (index === key ? put(each, rest, to) : each))
  if (value === null || typeof value !== 'object') return value
  const record = value as Readonly<Record<string, Json>>
  return { ...record, [key]: put(record[key] ?? null, rest, to) }
}

function asBox(value: Json | undefined): Box | null {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) return null
  const { xMm, yMm, widthMm, heightMm } = value as Record<string, Json>
  const numbers = [xMm, yMm, widthMm, heightMm]
  return numbers.every((each) => typeof each === 'number') ? (value as unknown as Box) : null
}
