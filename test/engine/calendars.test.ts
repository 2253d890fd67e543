/** Calendars through the router: the list of the program, the desk's own days on top, storms, and files of holidays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { uploadFile } from '../support/payments.ts'

let desk: TestDesk
beforeAll(() => {
  desk = testDesk({ people: ['agent', 'bo', 'auditor'] })
})
afterAll(() => desk.close())

const as = (who: PersonName = 'admin') => desk.as(who)
const rowOf = (code: string, who: PersonName = 'agent'): Answer =>
  as(who)
    .call('calendars.list')
    .find((row: Answer) => row.code === code)
const yearOf = (code: string, year: number): Answer =>
  as('agent').call('calendars.year', { calendarId: rowOf(code).calendarId, year })
const dayOf = (code: string, date: string): Answer =>
  yearOf(code, Number(date.slice(0, 4))).days.find((day: Answer) => day.date === date)
const at = (code: string) => {
  const { calendarId, version } = rowOf(code)
  return { calendarId, expectedVersion: version }
}
const mark = (code: string, dates: string[], kind = 'closed', who: PersonName = 'admin') =>
  as(who).call('calendars.markDays', {
    ...at(code),
    dates,
    kind,
    name: 'Office move',
    nameChinese: '',
    reason: 'We move',
  })
const lastAudit = () =>
  JSON.parse(desk.connection.value<string>('SELECT record FROM audit ORDER BY sequence DESC LIMIT 1') ?? '{}')

describe('the calendars that come with the program', () => {
  test('are four, each with its hours today', () => {
    const rows = as('agent').call('calendars.list')
    expect(rows.map((row: Answer) => row.code)).toEqual(['business', 'trading', 'banking', 'always'])
    // Friday 20 November 2026 in Hong Kong.
    expect(rows[0].today).toMatchObject({ date: '2026-11-20', kind: 'open', next: '2026-11-23' })
    expect(new Date(rows[0].today.closesAt).toISOString()).toBe('2026-11-20T10:00:00.000Z')
    expect(new Date(rows[1].today.opensAt).toISOString()).toBe('2026-11-20T01:30:00.000Z')
  })

  test.each([
    ['business', '2026-12-25', 'closed', 'gazetted'],
    ['business', '2028-01-26', 'closed', 'computed'],
    ['trading', '2026-12-24', 'half', 'computed'],
    ['trading', '2026-12-25', 'closed', 'gazetted'],
  ])('%s knows %s: %s, %s', (code, date, kind, basis) => expect(dayOf(code, date)).toMatchObject({ kind, basis }))

  test('a business day may be a half day of trading: two calendars', () =>
    expect(dayOf('business', '2026-12-24')).toBeUndefined())

  test.each([2025, 2026, 2027, 2028])('%i has the 17 general holidays of Hong Kong, none on a Sunday', (year) => {
    const { days } = yearOf('business', year)
    expect(days).toHaveLength(17)
    expect(days.filter((day: Answer) => new Date(day.date).getUTCDay() === 0)).toEqual([])
    expect(yearOf('business', year).source).toContain('Hong Kong')
  })
})

describe("the desk's own days", () => {
  test('lie on top of the list, are remembered with their reason, and can be taken back', () => {
    mark('business', ['2026-12-03'])
    expect(dayOf('business', '2026-12-03')).toMatchObject({
      kind: 'closed',
      basis: 'own',
      by: 'Ada Admin',
      reason: 'We move',
    })
    expect(lastAudit()).toMatchObject({ action: 'calendar.markDays', reason: 'We move' })
    mark('business', ['2026-12-25'], 'open')
    expect(dayOf('business', '2026-12-25')).toMatchObject({ kind: 'open', basis: 'own' })
    as().call('calendars.clearDay', { ...at('business'), date: '2026-12-25', reason: 'A mistake' })
    expect(dayOf('business', '2026-12-25')).toMatchObject({ kind: 'closed', basis: 'gazetted' })
  })

  test('count at once: the next open day moves', () => {
    mark('business', ['2026-11-23', '2026-11-24'])
    expect(rowOf('business').today.next).toBe('2026-11-25')
    as().call('calendars.clearDay', { ...at('business'), date: '2026-11-23', reason: 'Open after all' })
    expect(rowOf('business').today.next).toBe('2026-11-23')
  })

  test('what is refused leaves nothing behind, in memory neither', () => {
    const before = rowOf('banking')
    expect(() => mark('banking', ['2026-11-23', '2026-11-19'])).toThrow('CALENDAR_DAY_PAST')
    expect(rowOf('banking')).toEqual(before)
    expect(() => as().call('calendars.clearDay', { ...at('banking'), date: '2026-12-01', reason: 'x' })).toThrow(
      'CALENDAR_DAY_NOT_MARKED',
    )
  })

  test('two administrators at once: one succeeds, the other is told', () => {
    const seen = at('banking')
    mark('banking', ['2026-12-07'])
    const second = { ...seen, dates: ['2026-12-08'], kind: 'closed', name: 'x', nameChinese: '', reason: 'x' }
    expect(() => as().call('calendars.markDays', second)).toThrow('conflict')
  })

  test('survive a restart', () => {
    mark('banking', ['2026-12-09'])
    desk.restart()
    expect(dayOf('banking', '2026-12-09')).toMatchObject({ kind: 'closed', basis: 'own' })
  })
})

describe('a storm', () => {
  const close = (who: PersonName, fromMinute: number, codes = ['business', 'banking'], date = '2026-11-20') =>
    as(who).call('calendars.closeEarly', {
      calendarIds: codes.map((code) => rowOf(code).calendarId),
      date,
      fromMinute,
      kind: 'typhoon',
      reason: 'Signal 8 at 14:00',
    })

  test('shuts today from a minute on, says who and when, and is lifted again', () => {
    close('bo', 14 * 60)
    const row = rowOf('business')
    expect(new Date(row.today.closesAt).toISOString()).toBe('2026-11-20T06:00:00.000Z')
    expect(row.closure).toMatchObject({ by: 'Bea Backoffice', fromMinute: 840, kind: 'typhoon' })
    expect(rowOf('trading').closure).toBeNull()
    expect(() => close('bo', 15 * 60, ['banking'])).toThrow('CLOSURE_THERE')
    for (const code of ['business', 'banking'])
      as('bo').call('calendars.reopen', { calendarId: rowOf(code).calendarId, date: '2026-11-20', reason: 'Lowered' })
    expect(rowOf('business').closure).toBeNull()
    const kept = desk.connection.value<number>('SELECT count(*) FROM calendar_closures WHERE lifted_at IS NOT NULL')
    expect(kept).toBe(2)
  })

  test('that shuts a day before it opens makes it no business day', () => {
    close('bo', 0, ['trading'], '2026-11-23')
    expect(rowOf('trading').today.next).toBe('2026-11-24')
  })

  test.each([
    [18 * 60, '2026-11-20', 'CALENDAR_DAY_SHUT'],
    [10 * 60, '2026-12-25', 'CALENDAR_DAY_SHUT'],
    [10 * 60, '2026-11-19', 'CALENDAR_DAY_PAST'],
  ])('from minute %i on %s is refused: %s', (minute, date, code) =>
    expect(() => close('bo', minute, ['business'], date)).toThrow(code),
  )

  test('that was never declared cannot be lifted', () => {
    const never = { calendarId: rowOf('always').calendarId, date: '2026-11-20', reason: 'x' }
    expect(() => as('bo').call('calendars.reopen', never)).toThrow('CLOSURE_NOT_THERE')
  })

  test('one calendar that cannot be shut leaves all as they were', () => {
    const version = rowOf('always').version
    expect(() => close('bo', 17 * 60 + 30, ['always', 'banking'])).toThrow('CALENDAR_DAY_SHUT')
    expect(rowOf('always')).toMatchObject({ version, closure: null })
  })
})

describe('a calendar of the desk', () => {
  const NEW = {
    code: 'newYork',
    label: { en: 'New York', 'zh-Hant': '紐約' },
    timeZone: 'America/New_York',
    weekdays: [1, 2, 3, 4, 5],
    opens: 540,
    closes: 1020,
    halfCloses: 780,
    holidays: 'none',
  }
  test('is made and changed, in its own zone', () => {
    as().call('calendars.create', NEW)
    // 21:00 on 19 November in New York.
    expect(rowOf('newYork').today).toMatchObject({ date: '2026-11-19', next: '2026-11-20' })
    const { code: _, ...facts } = NEW
    as().call('calendars.change', { ...at('newYork'), ...facts, weekdays: [1, 2, 3, 4] })
    expect(rowOf('newYork').today.next).toBe('2026-11-23')
    expect(lastAudit().changes).toEqual([['weekdays', '[1,2,3,4,5]', '[1,2,3,4]']])
  })

  test.each([
    ['CALENDAR_CODE_TAKEN', {}],
    ['CALENDAR_HOURS_WRONG', { code: 'other', opens: 1020, closes: 540 }],
    ['CALENDAR_HOURS_WRONG', { code: 'other', halfCloses: 1100 }],
    ['CALENDAR_ZONE_UNKNOWN', { code: 'other', timeZone: 'Asia/Atlantis' }],
  ])('%s', (code, change) => expect(() => as().call('calendars.create', { ...NEW, ...change })).toThrow(code))
})

describe('a file of holidays', () => {
  const vevent = (date: string, name: string) =>
    `BEGIN:VEVENT\nUID:${date}\nDTSTART;VALUE=DATE:${date}\nSUMMARY:${name}\nEND:VEVENT\n`
  const file = (...events: string[]) => `BEGIN:VCALENDAR\nVERSION:2.0\n${events.join('')}END:VCALENDAR\n`
  const upload = (text: string, name = 'holidays.ics') => uploadFile(desk.as('admin'), name, text)
  const preview = (fileId: number, code = 'business'): Answer =>
    as().call('calendars.previewFile', { calendarId: rowOf(code).calendarId, fileId })
  const take = (fileId: number, code = 'business'): Answer =>
    as().call('calendars.takeFile', { ...at(code), fileId, sha256: preview(fileId, code).sha256 })

  const GAZETTE = file(
    vevent('20270101', 'The first day of January'),
    vevent('20270517', 'A new holiday'),
    vevent('20270501', 'Workers’ Day'),
    vevent('20260101', 'Over'),
  )

  test('shows what it would do, then does it once', () => {
    const fileId = upload(GAZETTE)
    const seen = preview(fileId)
    expect(seen.days.map((day: Answer) => [day.date, day.change])).toEqual([
      ['2027-01-01', 'same'],
      ['2027-05-01', 'renames'],
      ['2027-05-17', 'closes'],
    ])
    expect(seen.missing.map((day: Answer) => day.date)).toContain('2027-12-27')
    expect(seen.warnings[0].message).toContain('are over')
    expect(dayOf('business', '2027-05-17')).toBeUndefined()
    expect(take(fileId).taken).toBe(2)
    expect(dayOf('business', '2027-05-17')).toMatchObject({ kind: 'closed', basis: 'file', reason: 'holidays.ics' })
    expect(() => take(upload(GAZETTE, 'copy.ics'))).toThrow('FILE_ALREADY_TAKEN')
    // Another calendar may take the same file.
    expect(take(upload(GAZETTE), 'banking').taken).toBe(2)
  })

  test('one bad event refuses the whole file', () => {
    const fileId = upload(file(vevent('20270601', 'Good'), vevent('20270631', 'No such day')))
    expect(preview(fileId).errors).toHaveLength(1)
    expect(() => take(fileId)).toThrow('FILE_HAS_ERRORS')
    expect(dayOf('business', '2027-06-01')).toBeUndefined()
  })

  test('something else is refused with its place', () => {
    const fileId = upload('date,name\n2027-01-01,x\n')
    expect(preview(fileId).refusal).toMatchObject({ code: 'NOT_A_CALENDAR' })
    expect(() => take(fileId)).toThrow('FILE_NOT_READABLE')
  })
})

test('who may not change settings may read, and nothing else', () => {
  expect(() => mark('business', ['2026-12-15'], 'closed', 'bo')).toThrow('PERMISSION_MISSING')
  expect(() => mark('business', ['2026-12-15'], 'closed', 'auditor')).toThrow('PERMISSION_MISSING')
  expect(rowOf('business', 'auditor').code).toBe('business')
})
