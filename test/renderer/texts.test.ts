/** The message catalogues: translated, a word for every code, filled correctly, and all of them used by the components. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_ENTRIES } from '../../src/contract/lists.ts'
import { DEPARTMENTS, PERMISSIONS, ROLE_NAMES } from '../../src/contract/permissions.ts'
import { Priority } from '../../src/contract/requests.ts'
import { Method, PaymentType } from '../../src/contract/transactions.ts'
import { CommonState } from '../../src/contract/workflow.ts'
import { en } from '../../src/renderer/i18n/en.ts'
import { fillMessage } from '../../src/renderer/i18n/fill.ts'
import { isTextKey, translate } from '../../src/renderer/i18n/text.tsx'
import { wordsOf } from '../../src/renderer/i18n/use-words.ts'
import { zhHant } from '../../src/renderer/i18n/zh-Hant.ts'

const english: Record<string, string> = en
const chinese: Record<string, string> = zhHant

describe('the catalogues', () => {
  it('are translated: a Chinese text has Chinese in it or is the same sign or name in both', () => {
    const foreign = Object.entries(chinese).filter(
      ([key, text]) =>
        !/\p{Script=Han}/u.test(text) && text !== english[key] && /[A-Za-z]{3}/.test(text.replace(/\{[^}]*\}/g, '')),
    )
    expect(foreign).toEqual([])
  })

  it.each([
    ['department', DEPARTMENTS],
    ['permission', PERMISSIONS],
    ['role', ROLE_NAMES],
    ['priority', Priority.options],
    ['method', Method.options],
    ['paymentType', PaymentType.options],
    ['document', BUILT_IN_ENTRIES.documentKind],
    ['withdrawalType', BUILT_IN_ENTRIES.withdrawalType],
    ['payment', Method.options],
    ['common', CommonState.options],
  ] as const)('have a word for every %s of the contract', (vocabulary, codes) => {
    const word = wordsOf(translate('en'))
    expect(codes.filter((code) => word(vocabulary, code) === code)).toEqual([])
  })
})

describe('filling a message', () => {
  it('puts figures into their places and groups counts', () => {
    expect(fillMessage('{n} of {total}', { n: 12, total: 31204 })).toBe('12 of 31,204')
  })

  it('chooses the word that goes with the count', () => {
    const message = '{n} {n|request was|requests were} passed'
    expect(fillMessage(message, { n: 1 })).toBe('1 request was passed')
    expect(fillMessage(message, { n: 14 })).toBe('14 requests were passed')
  })

  it('leaves a place without a figure visible', () => {
    expect(fillMessage('{by} was first', {})).toBe('{by} was first')
  })
})

const RENDERER = fileURLToPath(new URL('../../src/renderer', import.meta.url))
const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n'))
  .map((path) => [path, readFileSync(join(RENDERER, path), 'utf8')] as const)

describe('the components', () => {
  it('write no sentence of their own between tags', () => {
    const literal = />[^<>{}()=;]*[A-Za-z]{3,}[^<>{}()=;]*<\//g
    const found = sources
      .filter(([path]) => path.endsWith('.tsx'))
      .flatMap(([path, text]) => [...text.matchAll(literal)].map(([match]) => `${path}: ${match}`))
    expect(found).toEqual([])
  })

  it('use every text that there is, by its key or by the beginning of it', () => {
    const all = sources.map(([, text]) => text).join('\n')
    const built = [...all.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((found) => found[1] ?? '')
    const words = [
      'word.',
      'requests.event.',
      'requests.field.',
      'requests.check.',
      'desk.halfDone.',
      'channels.why.',
      'audits.open.',
      'heldMoney.becomes.',
      'channels.comparison.',
    ]
    const unused = Object.keys(english).filter(
      (key) => !all.includes(`'${key}'`) && ![...built, ...words].some((start) => key.startsWith(start)),
    )
    expect(unused).toEqual([])
  })

  it('recognise keys, so that a code from the engine without a text is shown as it is', () => {
    expect(isTextKey('requests.event.request.create')).toBe(true)
    expect(isTextKey('requests.event.request.dance')).toBe(false)
    expect(isTextKey('toString')).toBe(false)
  })
})
