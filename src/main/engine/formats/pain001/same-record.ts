/** Whether two records hold the same, key by key, whatever they hold: a field added one day is compared unasked. */
export function sameRecord(a: object, b: object): boolean {
  if (a === b) return true
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const one = a as Record<string, unknown>
  const other = b as Record<string, unknown>
  for (const key in one) {
    const left = one[key]
    const right = other[key]
    if (left === right) continue
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
    if (!sameRecord(left, right)) return false
  }
  for (const key in other) if (one[key] === undefined && other[key] !== undefined) return false
  return true
}
