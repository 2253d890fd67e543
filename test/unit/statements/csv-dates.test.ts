/** Which order of day and month is certain, and which a person has to state. */
import { expect, test } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import { bytesOf } from './samples.ts'

test.each([
  ['points: the day comes first', '02.01.2025', '2025-01-02'],
  ['slashes: either may come first', '02/01/2025', null],
  ['hyphens: either may come first', '02-01-2025', null],
  ['a day above twelve settles it', '13/01/2025', '2025-01-13'],
  ['the year first', '2025-01-02', '2025-01-02'],
])('%s', (_, date, expected) => {
  const file = inspectStatement(bytesOf(`Date,Text,Amount\n${date},Rent,-100.50\n`))
  expect(file.statements[0]?.entries[0]?.bookingDate).toBe(expected)
  expect(file.findings.some(({ code }) => code === 'date-order-ambiguous')).toBe(expected === null)
})
