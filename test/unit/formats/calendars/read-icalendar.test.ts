/** Holidays from an iCalendar file: read exactly, or refused with the line. */
import { describe, expect, test } from 'vitest'
import { readICalendar } from '../../../../src/main/engine/formats/calendars/read-icalendar.ts'

const read = (text: string) => readICalendar(new TextEncoder().encode(text))
const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//desk//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@desk', ...lines, 'END:VEVENT'].join('\r\n')
const day = (date: string, name = 'A holiday') => event(`DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`)

/** The dates and names that a text gives. */
const daysOf = (text: string) => {
  const result = read(text)
  return result.ok ? result.days.map(({ date, name }) => `${date} ${name}`) : result.refusal.code
}

describe('whole-day events', () => {
  test.each([
    ['one day', day('20260101', 'New Year'), ['2026-01-01 New Year']],
    [
      'an end that no longer belongs',
      event('DTSTART;VALUE=DATE:20260217', 'DTEND;VALUE=DATE:20260220', 'SUMMARY:Lunar New Year'),
      ['2026-02-17 Lunar New Year', '2026-02-18 Lunar New Year', '2026-02-19 Lunar New Year'],
    ],
    [
      'over the end of the year',
      event('DTSTART;VALUE=DATE:20261231', 'DURATION:P2D', 'SUMMARY:Turn'),
      ['2026-12-31 Turn', '2027-01-01 Turn'],
    ],
    [
      'a folded line',
      event(
        'DTSTART;VALUE=DATE:20260701',
        'SUMMARY;LANGUAGE=en:Hong Kong Special Administrative Reg',
        ' ion Establishment Day',
      ),
      ['2026-07-01 Hong Kong Special Administrative Region Establishment Day'],
    ],
    [
      'escaped text',
      event('DTSTART;VALUE=DATE:20260402', 'SUMMARY:Ching Ming\\, moved\\; twice'),
      ['2026-04-02 Ching Ming, moved; twice'],
    ],
    [
      'a quoted parameter',
      event('DTSTART;VALUE=DATE;X="a:b;c":20260501', 'SUMMARY:Labour Day'),
      ['2026-05-01 Labour Day'],
    ],
    ['Chinese', day('20261001', '國慶日'), ['2026-10-01 國慶日']],
    [
      'events out of order',
      `${day('20261225')}\r\n${day('20260101')}`,
      ['2026-01-01 A holiday', '2026-12-25 A holiday'],
    ],
    [
      'an alarm inside, with a summary of its own',
      event('DTSTART;VALUE=DATE:20260101', 'BEGIN:VALARM', 'SUMMARY:Ring', 'END:VALARM', 'SUMMARY:New Year'),
      ['2026-01-01 New Year'],
    ],
  ])('%s', (_, text, expected) => expect(daysOf(file(text))).toEqual(expected))

  test('line ends of every kind, and a mark in front', () => {
    const text = file(day('20260101', 'New Year'))
    for (const variant of [text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r'), `\uFEFF${text}`])
      expect(daysOf(variant)).toEqual(['2026-01-01 New Year'])
  })

  test('a day that is named twice keeps its first name and says so', () => {
    const result = read(file(day('20260404', 'Easter'), day('20260404', 'Ching Ming'), day('20260404', 'Easter')))
    expect(result).toMatchObject({ ok: true, days: [{ name: 'Easter' }], warnings: [{ line: 9 }] })
  })

  test('a cancelled event is left out and said', () => {
    const result = read(file(day('20260101'), event('DTSTART;VALUE=DATE:20260102', 'SUMMARY:No', 'STATUS:CANCELLED')))
    expect(result).toMatchObject({
      ok: true,
      days: [{ date: '2026-01-01' }],
      warnings: [{ message: expect.stringContaining('cancelled') }],
    })
  })
})

describe('errors of a line', () => {
  test.each([
    ['a time', event('DTSTART:20260101T090000Z', 'SUMMARY:Meeting'), 'no whole day'],
    ['a date that does not exist', day('20260231'), 'no whole day'],
    ['no start', event('SUMMARY:Nothing'), 'no whole day'],
    ['no name', event('DTSTART;VALUE=DATE:20260101'), 'no name'],
    ['a repetition', event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY', 'SUMMARY:Yearly'), 'repeats'],
    [
      'an end before the start',
      event('DTSTART;VALUE=DATE:20260102', 'DTEND;VALUE=DATE:20260101', 'SUMMARY:Back'),
      'ends before',
    ],
    ['an end with a time', event('DTSTART;VALUE=DATE:20260102', 'DTEND:20260103T000000', 'SUMMARY:Odd'), 'ends before'],
    ['a season', event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260401', 'SUMMARY:Winter'), 'lasts 90 days'],
    ['a long name', day('20260101', 'x'.repeat(81)), 'more than 80'],
  ])('%s', (_, text, message) => {
    const result = read(file(day('20260601'), text))
    expect(result).toMatchObject({ ok: true, errors: [{ line: 9, message: expect.stringContaining(message) }] })
  })
})

describe('a file that is refused as a whole', () => {
  const whole = file(day('20260101'))
  test.each([
    ['something else', 'date,name\n2026-01-01,New Year\n', 'NOT_A_CALENDAR'],
    ['an empty file', '', 'NOT_A_CALENDAR'],
    ['a calendar without days', file(), 'NO_DAYS'],
    ['a file cut off in an event', whole.slice(0, whole.indexOf('END:VEVENT')), 'CUT_OFF'],
    ['a file cut off before its end', whole.slice(0, whole.indexOf('END:VCALENDAR')), 'CUT_OFF'],
    ['crossed parts', whole.replace('END:VEVENT', 'END:VTODO'), 'CUT_OFF'],
    [
      'too many days',
      file(
        ...Array.from({ length: 14 }, (_, i) =>
          event(`DTSTART;VALUE=DATE:${2030 + i}0101`, 'DTEND;VALUE=DATE:'.concat(`${2030 + i}0201`), 'SUMMARY:Long'),
        ),
      ),
      'TOO_MANY_DAYS',
    ],
  ])('%s', (_, text, code) => expect(daysOf(text)).toBe(code))

  test('another character set', () => {
    const result = readICalendar(Buffer.from(file(day('20260101', 'Fête')), 'latin1'))
    expect(result).toMatchObject({ ok: false, refusal: { code: 'CHARSET' } })
  })

  test('any cut leaves either the same days or a refusal, never half of them', () => {
    const text = file(day('20260101', 'One'), day('20260102', 'Two'))
    for (let length = 0; length < text.trimEnd().length; length++) expect(read(text.slice(0, length)).ok).toBe(false)
  })
})
