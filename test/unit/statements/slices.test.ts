/** A statement file that is read in slices gives what it gives when it is read whole, wherever it is cut. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import { inspectSlices } from '../../../src/main/engine/formats/statements/inspect-slices.ts'
import type { StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { message } from './mt940-builder.ts'
import { bytesOf, sample, statementFiles } from './samples.ts'

/** So much stands in the first slice that its format can be told. */
const HEAD = 2_000

function* slicesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  const head = Math.max(size, HEAD)
  yield bytes.subarray(0, head)
  for (let at = head; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function inSlices(bytes: Uint8Array, size: number): StatementFile | null {
  return inspectSlices(slicesOf(bytes, size), (entry, statement) => statement.entries.push(entry))
}

const streamed = statementFiles.filter((file) => /^(?:mt94|camt)/.test(file))

describe('samples in slices', () => {
  it.each(streamed)('%s', (file) => {
    const bytes = sample(file)
    const whole = inspectStatement(bytes)
    for (const size of [61, 97, 1_000, 65_536]) {
      const read = inSlices(bytes, size)
      // What is no UTF-8, or tells its format late, is read whole.
      if (read !== null) expect(read, `slices of ${size}`).toEqual(whole)
    }
  })

  it('are nearly all read so', () => {
    expect(streamed.filter((file) => inSlices(sample(file), 100) !== null).length).toBeGreaterThan(40)
  })

  it.each([
    ['zeros behind the end', `${message([])}\u0000\u0000`],
    ['a telex frame', `\u0001${message([':61:2401100110D1,00NTRFX'], { closing: '999,00' })}\u0003`],
    ['line ends of the Macintosh', message([':61:240110D1,NTRFX'], { closing: '999,' }).replaceAll('\r\n', '\r')],
    ['a line end cut in two', message([':61:240110D1,NTRFX\r\r\n:86:a\r\nb'], { closing: '999,' })],
  ])('with %s', (_, text) => {
    const bytes = bytesOf(text)
    const whole = inspectStatement(bytes)
    let left = 0
    for (let head = 60; head < bytes.length; head += 1) {
      const read = inspectSlices([bytes.subarray(0, head), bytes.subarray(head)], (entry, statement) =>
        statement.entries.push(entry),
      )
      if (read === null) left += 1
      else expect(read, `cut at ${head}`).toEqual(whole)
    }
    // Zeros in the first slice look like a program's file, so it is read whole.
    expect(left).toBeLessThan(5)
  })
})

/** Entry lines and descriptions in forms that are read where they stand, and in forms that are not. */
const entryLine = fc
  .record({
    value: fc.constantFrom('240110', '240229', '240230', '231231', '      ', 'null'),
    booking: fc.constantFrom('', '0110', '0101', '1231', '0230'),
    mark: fc.constantFrom('C', 'D', 'RC', 'RD', 'EC', 'ED', 'CR', 'DR', 'DH'),
    amount: fc.constantFrom('1,00', '1', '12345,6', '0,', ',5', '1.234,56', '99999999999,99', '1,234', '1 ,00'),
    type: fc.constantFrom('NTRF', 'NCHK', 'S103', 'NTR ', 'ntrf', ''),
    own: fc.constantFrom('NONREF', 'NONREF 123 NAME', 'REF1', ' REF 2 ', '', 'é1', '\u00a0X', '000123', '/A/'),
    bank: fc.constantFrom('', '//', '//B1', '//NONREF', '// B 2 ', '//B\u00a0', '//a//b'),
  })
  .map((one) => `:61:${one.value}${one.booking}${one.mark}${one.amount}${one.type}${one.own}${one.bank}`)
const part = fc.constantFrom(
  '?20Payout',
  '?21 more',
  '?00TRANSFER',
  '?31ACC',
  '?38 IBAN ',
  '?32Name',
  '?33 two',
  '?20x',
)
const odd = fc.constantFrom('?60 tail', 'SVWZ+text', 'EREF+X1', '?ab', '??', 'é', '\u00a0', '~20', '?32', ' ', '\t')
const description = fc
  .tuple(fc.constantFrom('166', '', '1x6', ' 166'), fc.array(fc.oneof(part, odd), { maxLength: 6 }))
  .map(([code, parts]) => `:86:${code}${parts.join('')}`)
const more = fc.constantFrom('', '', '', '\r\nsupplement', '\r\n', '\r\n:20:15 text', '\r\n-')
const group = fc.tuple(entryLine, more, fc.option(description), more).map(([entry, one, text, two]) => {
  return text === null ? entry + one : `${entry}${one}\r\n${text}${two}`
})

describe('plain forms', () => {
  it('say the same as when every field is read by itself', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 5 }), (groups) => {
        const lines = [':61:2401100110C1,00NTRFFIRST', ...groups]
        const together = inspectStatement(bytesOf(message(lines)))
        // A blank line behind each line makes a field of several lines of it, which is never read where it stands.
        const apart = inspectStatement(bytesOf(message(lines.map((one) => one.replaceAll(/(?=\r\n:86:)|$/g, '\r\n')))))
        const facts = (file: StatementFile) =>
          file.statements.flatMap(({ entries }) =>
            entries.map(({ place, rawText, text, ...entry }) => ({
              ...entry,
              text: text?.replaceAll(/\s+/g, ' ').trim() ?? '',
              raw: rawText?.replaceAll(/\s+/g, ' ').trim() ?? '',
            })),
          )
        expect(facts(together)).toEqual(facts(apart))
      }),
      { numRuns: 1_500, seed: 6 },
    )
  })
})
