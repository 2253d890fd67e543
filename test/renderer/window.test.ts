/** The window around the pages: addresses, places, keys, palette, columns, moments, passwords, files. */
import { describe, expect, it } from 'vitest'
import { PERMISSIONS, permissionsOf } from '../../src/contract/permissions.ts'
import { fromBase64, toBase64 } from '../../src/renderer/api/base64.ts'
import { matches } from '../../src/renderer/features/desk/palette-search.ts'
import { placeOfKey } from '../../src/renderer/features/desk/place-of-key.ts'
import { type Counts, placesFor } from '../../src/renderer/features/desk/places.tsx'
import { shownHours } from '../../src/renderer/features/desk/shown-hours.ts'
import { tilesFor } from '../../src/renderer/features/desk/waiting-tiles.ts'
import { strengthOf } from '../../src/renderer/features/session/password-strength.ts'
import { splitHash } from '../../src/renderer/hash-location.ts'
import { translate } from '../../src/renderer/i18n/text.tsx'
import { shortenMiddle } from '../../src/renderer/ui/copy-text.tsx'
import { readChoice, visibleColumns } from '../../src/renderer/ui/grid-columns.ts'
import { gridKey } from '../../src/renderer/ui/grid-keys.ts'
import { ageText, dateText, fullInstant, shortInstant } from '../../src/renderer/ui/instant-format.ts'
import { readAmount } from '../../src/renderer/ui/money-input.tsx'
import { sizeText } from '../../src/renderer/ui/size-text.ts'

const t = translate('en')

describe('an address behind the #', () => {
  it.each([
    ['', '/', ''],
    ['#/', '/', ''],
    ['#/matrix?status=new', '/matrix', 'status=new'],
    ['#requests/7', '/requests/7', ''],
  ])('%s', (hash, path, search) => {
    expect(splitHash(hash)).toEqual({ path, search })
  })
})

describe('places', () => {
  const hrefs = (...roles: Parameters<typeof permissionsOf>[0]) =>
    placesFor([...permissionsOf(roles)]).map(({ href }) => href)

  it('are those that a person may open', () => {
    expect(hrefs('departmentReviewer')).toContain('/queue/retention')
    expect(hrefs('departmentReviewer')).not.toContain('/batches')
    expect(hrefs('authorisedSigner')).toEqual(expect.arrayContaining(['/batches', '/cheques']))
    expect(hrefs('administrator')).toEqual(expect.arrayContaining(['/operators', '/settings', '/audit']))
    expect(hrefs()).toEqual(['/', '/matrix', '/calendars', '/delegations', '/help'])
  })

  it('are each named once', () => {
    const all = placesFor(PERMISSIONS).map(({ href }) => href)
    expect(new Set(all).size).toBe(all.length)
  })
})

const counts: Counts = {
  mine: 2,
  departments: [{ department: 'retention', open: 12, overdue: 4 }],
  batchesWaiting: 8,
  batchesToRelease: 1,
  chequesWaiting: 0,
  chequesToConfirm: 0,
  chequesToSign: 3,
  linesUnmatched: 9,
  failuresToDecide: 4,
  changesToConfirm: 0,
  cap: 1000,
}

describe('what waits for a person', () => {
  it('is the own queue with its overdue part, and only work that this person may do', () => {
    const rita = { department: 'retention' as const, permissions: [...permissionsOf(['departmentReviewer'])] }
    expect(tilesFor(rita, counts, ['retention'])).toMatchObject([
      { text: 'desk.tile.mine', count: 2 },
      { text: 'desk.tile.department', department: 'retention', count: 12, late: 4 },
    ])
    const signer = { department: 'finance' as const, permissions: [...permissionsOf(['authorisedSigner'])] }
    expect(tilesFor(signer, { ...counts, mine: 0 }, ['retention']).map(({ text }) => text)).toEqual([
      'desk.tile.release',
      'desk.tile.sign',
    ])
  })
})

describe('keys', () => {
  it('lead to places after G', () => {
    expect(placeOfKey('h', true, null)).toBe('/')
    expect(placeOfKey('h', false, null)).toBeNull()
    expect(placeOfKey('q', true, 'dealing')).toBe('/queue/dealing')
    expect(placeOfKey('q', true, 'finance')).toBe('/queue/all')
    expect(placeOfKey('?', false, null)).toBe('/help')
  })

  it('move in a grid and stop at its ends', () => {
    expect(gridKey('ArrowDown', -1, 3)).toEqual({ kind: 'move', to: 0 })
    expect(gridKey('j', 2, 3)).toEqual({ kind: 'move', to: 2 })
    expect(gridKey('k', 0, 3)).toEqual({ kind: 'move', to: 0 })
    expect(gridKey('End', 0, 300)).toEqual({ kind: 'move', to: 299 })
    expect(gridKey('Enter', -1, 3)).toBeNull()
    expect(gridKey('x', 1, 3)).toEqual({ kind: 'select' })
    expect(gridKey('j', 0, 0)).toBeNull()
    expect(gridKey('a', 0, 3)).toBeNull()
  })
})

describe('the palette', () => {
  it('finds a command by the beginnings of its words, and by its other names', () => {
    expect(matches({ label: 'Set up the second factor' }, 'sec fac')).toBe(true)
    expect(matches({ label: 'Set up the second factor' }, 'actor')).toBe(false)
    expect(matches({ label: 'Ledger', also: ['Go to Ledger'] }, 'go led')).toBe(true)
    expect(matches({ label: 'Ledger' }, '')).toBe(true)
  })

  it('finds Chinese by any part of the name', () => {
    expect(matches({ label: '設定雙重驗證' }, '驗證')).toBe(true)
    expect(matches({ label: '設定雙重驗證' }, '批次')).toBe(false)
  })
})

describe('columns', () => {
  const column = (id: string, rest: object = {}) => ({ id, title: id, width: 10, render: () => null, ...rest })
  const all = [column('id', { fixed: true }), column('name'), column('rare', { usual: false })]
  const ids = (chosen: readonly string[] | null) => visibleColumns(all, chosen).map(({ id }) => id)

  it('are the usual ones until somebody chooses, and keep the order of the grid', () => {
    expect(ids(null)).toEqual(['id', 'name'])
    expect(ids(['rare', 'name'])).toEqual(['id', 'name', 'rare'])
    expect(ids(['gone'])).toEqual(['id'])
  })

  it('are read back from what was kept, whatever it is', () => {
    expect(readChoice('["a"]')).toEqual(['a'])
    expect(readChoice('{"a":1}')).toBeNull()
    expect(readChoice('not json')).toBeNull()
    expect(readChoice(null)).toBeNull()
  })
})

describe('moments', () => {
  const zoned = { timeZone: 'Asia/Hong_Kong', language: 'en' as const }
  const at = Date.UTC(2026, 10, 21, 6, 5)

  it('are short today, dated this year, and carry the year before', () => {
    expect(shortInstant(at, at + 3_600_000, zoned)).toBe('14:05')
    expect(shortInstant(at, at + 86_400_000, zoned)).toBe('21 Nov 14:05')
    expect(shortInstant(at, at + 365 * 86_400_000, zoned)).toBe('21 Nov 2026')
  })

  it('belong to the day of the zone, not of London', () => {
    const lateEvening = Date.UTC(2026, 10, 20, 17, 0)
    expect(shortInstant(lateEvening, at, zoned)).toBe('01:00')
    expect(fullInstant(at, zoned)).toContain('(Asia/Hong_Kong)')
  })

  it('have a length in words', () => {
    expect(ageText(18 * 60_000, t)).toBe('18 m')
    expect(ageText(125 * 60_000, t)).toBe('2 h 5 m')
    expect(ageText(3 * 86_400_000, t)).toBe('3 d')
    expect(ageText(-5, t)).toBe('0 m')
  })

  it('write business dates without a zone', () => {
    expect(dateText('2026-11-21', 'en')).toBe('Sat 21 Nov')
    expect(dateText('2026-11-21', 'zh-Hant')).toContain('11月21日')
  })
})

describe('small things', () => {
  it('shorten long ids in the middle', () => {
    expect(shortenMiddle('36840f3d00000000003875b298', 17)).toBe('36840f3d…3875b298')
    expect(shortenMiddle('short', 17)).toBe('short')
  })

  it('judge passwords as the engine does', () => {
    expect(strengthOf('elevenchars', 'ann')).toMatchObject({ ok: false, figures: { left: 1 } })
    expect(strengthOf('annabel-walks-home', 'annabel').key).toBe('session.strength.name')
    expect(strengthOf('aaaaaaaaaaaaaa', 'ben').key).toBe('session.strength.simple')
    expect(strengthOf('correct-horse', 'ben')).toMatchObject({ ok: true, key: 'session.strength.good' })
    expect(strengthOf('correct-horse-battery', 'ben').key).toBe('session.strength.strong')
  })

  it('read amounts without a floating point, and say what is wrong', () => {
    expect(readAmount('12,500.00', 'HKD', { t })).toEqual({ ok: true, amountMinor: 1_250_000 })
    expect(readAmount('0', 'HKD', { t })).toMatchObject({
      ok: false,
      sentence: 'The amount must be greater than zero.',
    })
    expect(readAmount('0', 'HKD', { t, zero: true })).toEqual({ ok: true, amountMinor: 0 })
    expect(readAmount('1.234', 'HKD', { t })).toMatchObject({
      ok: false,
      sentence: 'HKD has 2 decimals; this amount has more.',
    })
  })

  it('write sizes of files', () => {
    expect(sizeText(512)).toBe('512 B')
    expect(sizeText(3_482)).toBe('3.4 kB')
    expect(sizeText(50 * 1024 * 1024)).toBe('50 MB')
  })

  it('carry bytes as base64 there and back, also more than one call takes', () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256)
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  })

  it('show office hours, and the hours that were worked outside them', () => {
    const day = Array.from({ length: 24 }, (_, hour) => ({ hour, created: hour === 6 ? 1 : 0, closed: 0 }))
    expect(shownHours(day).map(({ hour }) => hour)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  })
})
