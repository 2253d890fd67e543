/**
 * The checks behind tidy.test.ts on small texts: each has to find what it is there for, and must not cry wolf.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { measureFunctions } from '../../scripts/checks/functions.ts'
import {
  dependencyProblems,
  nameProblems,
  parameterProblems,
  sizeProblems,
  textProblems,
} from '../../scripts/checks/house-rules.ts'
import { brokenLinks, headingSlugs, slugOf } from '../../scripts/checks/markdown.ts'
import * as register from '../../scripts/checks/register.ts'
import { tokenize } from '../../scripts/checks/source.ts'

const root = mkdtempSync(join(tmpdir(), 'tidy-'))
const RULES = '# R0 · A set\n\n## A chapter\n\n#### R0-01 · Roles\n\nText.\n\n#### R0-02 · Fee lock *(inferred)*\n'

mkdirSync(join(root, 'docs/requirements'), { recursive: true })
mkdirSync(join(root, 'test'))
writeFileSync(join(root, 'docs/requirements/R0-set.md'), RULES)
writeFileSync(join(root, 'docs/requirements/README.md'), '#### R0-99 · Not a rule file\n')
writeFileSync(join(root, 'test/roles.test.ts'), "it('R0-01 names three roles')\n")
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the source reader', () => {
  const texts = (source: string): string[] => tokenize(source).map((token) => token.text)

  it('tells strings, templates, comments and regular expressions apart', () => {
    expect(texts("a // b\n/* c\n*/ 'd//e' = /f'\\/[/]/g")).toEqual(['a', 'd//e', '=', "f'\\/[/]", 'g'])
    expect(texts('`a\x24{b ? `c\x24{d}` : {}}e`')).toEqual(['a', 'b', '?', 'c', 'd', '', ':', '{', '}', 'e'])
    expect(texts('a / b / c')).toEqual(['a', '/', 'b', '/', 'c'])
    expect(texts("</p> don't\n'x'").slice(-2)).toEqual(['t', 'x'])
  })

  it('counts lines through everything that spans them', () => {
    expect(tokenize('/*\n*/`\n\x24{\n1}\n`\nend').at(-1)).toEqual({ kind: 'word', text: 'end', line: 6 })
  })
})

describe('function lengths', () => {
  const measure = (source: string): string[] =>
    measureFunctions(tokenize(source)).map(({ name, line, lines }) => `${name} ${line} ${lines}`)

  it.each([
    ['function a(b: string): void {\n\n}', ['a 1 3']],
    ['export async function a<T extends {}>(\n  b: T,\n): Promise<{ c: T }> {\n}', ['a 1 4']],
    ['const a = async (b: string): Promise<void> => {\n\n}', ['a 1 3']],
    ['const a = (b: () => void): { c: string } | null => {\n}', ['a 1 2']],
    ['class A {\n  private b(c = {}): boolean {\n    return true\n  }\n}', ['b 2 3']],
    ['const a = {\n  async b() {\n  },\n  c: (d) => {\n  },\n}', ['b 2 2', 'c 4 2']],
    ['a.map((b) => {\n  if (b) {\n  }\n})', ['(anonymous) 1 4']],
    ['function isA(b: unknown): b is A {\n}', ['isA 1 2']],
    ['const a = b ? c(d) : e\nif (f) {\n}', []],
    ['interface A {\n  b(c: string): void\n}\nconst d = {\n}', []],
    ["describe('a', () => {\n  it('b', () => {\n  })\n})", ['(anonymous) 2 2']],
    ["describe.each([1])('a', (b) => {\n})", []],
  ])('measures %j', (source, expected) => {
    expect(measure(source)).toEqual(expected)
  })
})

describe('house rules', () => {
  it('finds long files and long functions', () => {
    const path = 'src/contract/money.ts'
    expect(sizeProblems(path, 'x\n'.repeat(400))).toEqual([])
    expect(sizeProblems(path, 'x\n'.repeat(401))).toHaveLength(1)
    expect(sizeProblems(path, `function a() {\n${'x\n'.repeat(68)}}\n`)).toEqual([])
    expect(sizeProblems(path, `\nfunction a() {\n${'x\n'.repeat(69)}}\n`)).toEqual([
      `${path}:2 a has 71 lines; at most 70`,
    ])
    expect(sizeProblems(path, 'x\n'.repeat(401), [path])).toEqual([])
  })

  it.each([
    ['function a(b: Map<string, number>, [c, d]: string[], { e, f }: G) {}', 0],
    ['function a(b, c, d, e) {}', 1],
    ['function a(\n  b: string,\n  c = f(1, 2),\n  d?: (g: string, h: string) => void,\n) {}', 0],
    ['class A { constructor(b: B, c: C, d: D, e: E) {} }', 1],
    ['const a = async (b, c, d, ...e): Promise<void> => {}', 1],
    ['on((b, c, d, e) => {})', 0],
    ['const a = (b) => {\n  if (f(c, d, e, g)) {\n  }\n}', 0],
  ])('counts the parameters of %j', (source, count) => {
    expect(parameterProblems('a.ts', source)).toHaveLength(count)
  })

  it.each([
    'src/utils/money.ts',
    'src/money-helper.ts',
    'src/common.ts',
    'src/window-manager.test.ts',
    'src/MoneyText.tsx',
  ])('refuses the name %s', (path) => expect(nameProblems(path)).toHaveLength(1))

  it.each(['src/renderer/i18n/zh-Hant.ts', 'test/engine/manager-finance.test.ts', 'src/renderer/env.d.ts'])(
    'takes the name %s',
    (path) => expect(nameProblems(path)).toEqual([]),
  )

  it.each([
    ['TO', 'DO later'],
    ['FIX', 'ME'],
    ["'/ho", "me/someone/file'"],
    ['(/wo', 'rk/main)'],
    ['C:\\Us', 'ers\\someone'],
    ['https://regi', 'stry.example.org/zod'],
  ])('finds what must not be there: %s%s', (start, end) => {
    expect(textProblems('a.md', `first\n${start}${end}`)).toEqual([expect.stringContaining('a.md:2 ')])
  })

  it.each(['todos', 'the home/office', 'https://example.org/work/', 'a registry of banks', 'docs/work/list'])(
    'leaves %s alone',
    (text) => expect(textProblems('a.md', text)).toEqual([]),
  )

  it('compares the dependencies with their reasons', () => {
    const packageJson = JSON.stringify({ dependencies: { a: '1' }, devDependencies: { b: '1', c: '1' } })
    expect(dependencyProblems(packageJson, '| `a` | why |\n| `b` | |\n| `d` | why |')).toEqual([
      'b has no reason in docs/dependencies.md',
      'c has no reason in docs/dependencies.md',
      'd is explained but not in package.json',
    ])
  })
})

describe('links', () => {
  it('makes the addresses that code hosts make', () => {
    expect(slugOf('R1-32 · Transaction status *(inferred)*')).toBe('r1-32--transaction-status-inferred')
    expect([...headingSlugs('# A b\n```\n# no\n```\n## A b\n')]).toEqual(['a-b', 'a-b-1'])
  })

  it('finds links that lead nowhere', () => {
    const text =
      '# Top\n[a](docs) [b](https://example.org) `[c](gone)`\n[d](gone.md)\n[e](#top) [f](#gone)\n![g](x.png "t")'
    writeFileSync(join(root, 'links.md'), text)
    expect(brokenLinks(root, 'links.md')).toEqual([
      'links.md:3 links to gone.md, which does not exist',
      'links.md:4 links to #gone, which is no heading of links.md',
      'links.md:5 links to x.png, which does not exist',
    ])
  })
})

describe('the register', () => {
  const rules = register.readRules(root)
  const entry = (change: Partial<register.Entry>): register.Entry => ({
    ...{ id: 'R0-01', title: 'Roles', state: 'planned', shownBy: [] },
    ...change,
  })
  const second = entry({ id: 'R0-02', title: 'Fee lock' })

  it('reads the rules with title, chapter and address', () => {
    expect(rules.map(({ id, title, chapter }) => [id, title, chapter])).toEqual([
      ['R0-01', 'Roles', 'A chapter'],
      ['R0-02', 'Fee lock', 'A chapter'],
    ])
    expect(rules[1]?.anchor).toBe('r0-02--fee-lock-inferred')
  })

  it.each<[string, register.Entry[], string]>([
    ['a missing entry', [second], 'R0-01 is missing'],
    ['a double entry', [second, second, entry({})], 'R0-02 is in the register more than once'],
    ['an unknown entry', [entry({}), second, entry({ id: 'R9-01' })], 'R9-01 is in the register but in no rule file'],
    ['a lost file', [entry({ shownBy: ['test/gone.ts'] }), second], 'test/gone.ts does not exist'],
    ['a lost text', [entry({ shownBy: ['test/roles.test.ts#R0-02'] }), second], 'does not contain "R0-02"'],
    ['done without proof', [entry({ state: 'done', shownBy: ['docs'] }), second], 'at least one test or screen'],
    ['partly without a note', [entry({ state: 'partly' }), second], 'what is missing'],
    ['an unknown state', [entry({ state: 'later' as 'done' }), second], 'the state "later"'],
  ])('finds %s', (_, entries, problem) => {
    expect(register.registerProblems(root, rules, entries)).toEqual([expect.stringContaining(problem)])
  })

  it('is content with a requirement that a test shows', () => {
    const done = entry({ state: 'done', shownBy: ['test/roles.test.ts#R0-01 names'] })
    expect(register.registerProblems(root, rules, [done, second])).toEqual([])
    expect(register.toRegisterMarkdown(rules, [done, second])).toContain('](../../test/roles.test.ts): R0-01 names')
  })

  it('completes what is there, in the order of the rules, one line each', () => {
    const note = 'first half'
    const complete = register.completeEntries(rules, [entry({ id: 'R0-02', state: 'partly', note })])
    const text = register.toRegisterJson(complete)
    expect(JSON.parse(text)).toEqual([entry({}), { ...second, state: 'partly', note }])
    expect(text.split('\n')).toHaveLength(5)
  })
})
