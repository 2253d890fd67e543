/** The built-in profiles as they stand in their files: what an edit by hand breaks without a word. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROFILES } from '../support/profile-names.ts'

const FOLDER = 'resources/profiles'
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index)

/** Lists of a profile whose entries are known by a name, with that name; a second entry of a name would hide the first. */
const NAMED = {
  transitions: 'id',
  statuses: 'status',
  steps: 'step',
  actions: 'action',
  templates: 'template',
  reasonCodes: 'code',
} as const

it('are all there', () => {
  expect(FILES.map((name) => name.replace('.json', '')).sort()).toEqual([...PROFILES].sort())
})

describe.each(FILES)('%s', (file) => {
  const profile = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Record<string, Record<string, string>[]>

  it.each(Object.entries(NAMED))('names each of its %s once', (list, key) => {
    const names = (profile[list] ?? []).map((entry) => entry[key] ?? 'without a name')
    if (list === 'transitions') expect(names.length).toBeGreaterThan(5)
    expect(names).not.toContain('without a name')
    expect(twice(names)).toEqual([])
  })
})
