/**
 * Each rule of the layer table, broken on purpose in a small tree: a rule that nobody can break is no rule.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { toMermaid, withGraph } from '../../scripts/checks/feature-graph.ts'
import { layerOf } from '../../scripts/checks/layer-table.ts'
import { checkLayers, readFeatureGraph } from '../../scripts/checks/layers.ts'

const ENGINE = 'src/main/engine'
const CHEQUES = `${ENGINE}/features/cheques`
const roots: string[] = []

/** Writes files below a new folder and gives back the folder. */
function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'layers-'))
  roots.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** The breaches of a tree as `file:line rule`. */
const breaches = (files: Record<string, string>): string[] =>
  checkLayers(tree(files)).map(({ file, line, rule }) => `${file}:${line} ${rule}`)

/** One import of a target, with every file that the table might want to exist. */
function importing(file: string, target: string, statement = `import { x } from '${target}'`): string[] {
  const targetPath = join(dirname(file), target.replace(/\?.*/, ''))
  const local = target.startsWith('.') ? { [targetPath]: 'export const x = 1\n' } : {}
  return breaches({ ...local, [file]: `// first line\n${statement}\n` })
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

describe('who may import what', () => {
  const refused: [file: string, target: string, rule: string][] = [
    ['src/contract/money.ts', 'node:fs', 'contract'],
    ['src/contract/money.ts', 'fs', 'contract'],
    ['src/contract/money.ts', 'dayjs', 'contract'],
    ['src/contract/money.ts', '../main/engine/clock.ts', 'contract'],
    ['src/preload/index.ts', '../contract/money.ts', 'preload'],
    ['src/preload/index.ts', 'react', 'preload'],
    ['src/renderer/features/cheques/cheque-page.tsx', '../../../main/engine/clock.ts', 'renderer'],
    ['src/renderer/features/cheques/cheque-page.tsx', 'node:fs', 'renderer'],
    ['src/renderer/features/cheques/cheque-page.tsx', 'electron', 'renderer'],
    ['src/renderer/features/cheques/cheque-page.tsx', '@orpc/client', 'renderer'],
    ['src/renderer/ui/money-text.tsx', '../api/client.ts', 'renderer/ui'],
    ['src/renderer/ui/money-text.tsx', '../features/cheques/cheque-page.tsx', 'renderer/ui'],
    ['src/renderer/api/client.ts', '../features/cheques/cheque-page.tsx', 'renderer/api'],
    ['src/main/shell/window.ts', '../engine/index.ts', 'shell'],
    ['src/main/shell/window.ts', 'better-sqlite3', 'shell'],
    ['src/main/index.ts', './engine/index.ts', 'shell'],
    ['src/main/server/http.ts', 'electron', 'server'],
    ['src/main/server/http.ts', '../shell/window.ts', 'server'],
    ['src/main/cli/verify.ts', 'electron', 'cli'],
    ['src/main/cli/verify.ts', '../server/http.ts', 'cli'],
    ['src/main/bundle/files.ts', '../engine/index.ts', 'bundle'],
    [`${ENGINE}/index.ts`, 'electron', 'engine'],
    [`${ENGINE}/index.ts`, '../shell/window.ts', 'engine'],
    [`${ENGINE}/index.ts`, '../../renderer/app.tsx', 'engine'],
    [`${ENGINE}/clock.ts`, './db/open.ts', 'leaf'],
    [`${ENGINE}/sessions.ts`, './features/cheques/index.ts', 'call'],
    [`${ENGINE}/db/open.ts`, '../ledger/post.ts', 'db'],
    [`${ENGINE}/ledger/post.ts`, '../features/cheques/index.ts', 'ledger'],
    [`${ENGINE}/ledger/post.ts`, '../audit/chain.ts', 'ledger'],
    [`${ENGINE}/audit/chain.ts`, '../features/cheques/index.ts', 'audit'],
    [`${ENGINE}/workflow/run.ts`, '../features/cheques/index.ts', 'workflow'],
    [`${ENGINE}/session/sign-in.ts`, '../features/cheques/index.ts', 'session'],
    [`${ENGINE}/jobs/queue.ts`, '../features/cheques/index.ts', 'jobs'],
    [`${ENGINE}/files/intend.ts`, '../workflow/run.ts', 'files'],
    [`${ENGINE}/formats/camt.ts`, '../db/open.ts', 'formats'],
    [`${ENGINE}/formats/camt.ts`, '../ledger/post.ts', 'formats'],
    [`${ENGINE}/formats/camt.ts`, '../features/cheques/index.ts', 'formats'],
    [`${ENGINE}/formats/camt.ts`, 'node:fs', 'formats'],
    [`${ENGINE}/formats/camt.ts`, 'electron', 'formats'],
    [`${CHEQUES}/rules.ts`, './store.ts', 'pure'],
    [`${CHEQUES}/rules.ts`, 'node:crypto', 'pure'],
    [`${CHEQUES}/leaf-rules.ts`, './store.ts', 'pure'],
    [`${CHEQUES}/states.ts`, '../../workflow/run.ts', 'pure'],
    [`${CHEQUES}/postings.ts`, '../../ledger/post.ts', 'pure'],
    [`${CHEQUES}/handlers.ts`, 'drizzle-orm', 'features'],
    [`${CHEQUES}/handlers.ts`, '../../index.ts', 'features'],
    [`${CHEQUES}/handlers.ts`, '../batches/store.ts', 'features'],
    [`${CHEQUES}/handlers.ts`, '../../../../../test/support/world.ts', 'features'],
  ]
  it.each(refused)('%s may not import %s', (file, target, rule) => {
    expect(importing(file, target)).toEqual([`${file}:2 ${rule}`])
  })

  const allowed: [file: string, target: string][] = [
    ['src/contract/index.ts', './money.ts'],
    ['src/contract/base.ts', '@orpc/contract'],
    ['src/preload/index.ts', 'electron'],
    ['src/renderer/main.tsx', '@mantine/core/styles.css'],
    ['src/renderer/api/client.ts', '@orpc/client/websocket'],
    ['src/renderer/features/cheques/cheque-page.tsx', '../../api/client.ts'],
    ['src/main/shell/window.ts', 'electron'],
    ['src/main/shell/host.ts', '../engine/process.ts?modulePath'],
    ['src/main/serve.ts', './engine/index.ts'],
    ['src/main/cli/verify.ts', '../engine/audit/verify.ts'],
    [`${ENGINE}/router.ts`, './features/cheques/handlers.ts'],
    [`${ENGINE}/ledger/post.ts`, '../clock.ts'],
    ['src/main/server/http.ts', 'node:http'],
    [`${ENGINE}/formats/camt.ts`, 'saxes'],
    [`${ENGINE}/formats/camt.ts`, 'node:crypto'],
    [`${CHEQUES}/rules.ts`, '../../../../contract/money.ts'],
    [`${CHEQUES}/rules.ts`, './leaf-rules.ts'],
    [`${CHEQUES}/handlers.ts`, './store.ts'],
    [`${CHEQUES}/handlers.ts`, '../../sessions.ts'],
    [`${CHEQUES}/handlers.ts`, '../batches/index.ts'],
    [`${CHEQUES}/handlers.ts`, '../../formats/pdf.ts'],
    [`${CHEQUES}/store.ts`, 'drizzle-orm/better-sqlite3'],
  ]
  it.each(allowed)('%s may import %s', (file, target) => {
    expect(importing(file, target)).toEqual([])
  })

  it.each([
    ['src/main/shell/host.ts', '../engine/process.ts', 'shell'],
    [`${CHEQUES}/store.ts`, '../../call.ts', 'store'],
    [`${ENGINE}/files/store.ts`, '../call.ts', 'files'],
  ])('lets %s know the types of %s, but not its code', (file, target, rule) => {
    expect(importing(file, target, `import type { x } from '${target}'`)).toEqual([])
    expect(importing(file, target, `import { x } from '${target}'`)).toEqual([`${file}:2 ${rule}`])
  })

  it('knows the parts of a feature by name, whole or split by noun', () => {
    expect(layerOf(`${CHEQUES}/rules.ts`)?.name).toBe('pure')
    expect(layerOf(`${CHEQUES}/rules/fees.ts`)?.name).toBe('pure')
    expect(layerOf(`${CHEQUES}/order-store.ts`)?.name).toBe('store')
    expect(layerOf(`${CHEQUES}/restore.ts`)?.name).toBe('features')
  })

  it('refuses a file in a folder that the table does not know', () => {
    expect(breaches({ 'src/shared/money.ts': '' })).toEqual(['src/shared/money.ts:1 place'])
    expect(breaches({ 'src/main/tray.ts': '' })).toEqual(['src/main/tray.ts:1 place'])
  })
})

describe('how an import may be written', () => {
  const file = 'src/contract/money.ts'
  it.each([
    ["import fs from 'fs'"],
    ["import 'fs'"],
    ["import { type A, b as c } from 'fs'"],
    ["import type { A } from 'fs'"],
    ["import a, * as b from 'fs'"],
    ["export * from 'fs'"],
    ["export { a } from 'fs'"],
    ["export type { A } from 'fs'"],
    ["const a = await import('fs')"],
    ["type A = import('fs').Stats"],
    ["const a = require('fs')"],
    ["new Worker(new URL('../main/engine/clock.ts', import.meta.url))"],
  ])('sees %s', (statement) => {
    expect(importing(file, '../main/engine/clock.ts', statement)).toEqual([`${file}:2 contract`])
  })

  it.each([
    ["// import fs from 'fs'"],
    ["/* export * from 'fs' */"],
    ['const text = "import fs from \'fs\'"'],
    ["const text = `export * from 'fs'`"],
    ["const folder = new URL('../../resources/', import.meta.url)"],
    ['export const from = { import: 1 }'],
    ["export function f() {}\nconst from = 'fs'"],
  ])('is not misled by %s', (statement) => {
    expect(breaches({ [file]: `${statement}\n` })).toEqual([])
  })

  it('refuses computed names, missing extensions and missing files', () => {
    expect(breaches({ [file]: 'await import(name)\n' })).toEqual([`${file}:1 computed import`])
    expect(importing(file, './dates', "import { x } from './dates'")).toEqual([`${file}:2 extension`])
    expect(breaches({ [file]: "import './dates.ts'\n" })).toEqual([`${file}:1 missing file`])
  })
})

describe('things with one place', () => {
  it.each([
    ["const rows = db.prepare('SELECT id FROM cheque WHERE id = ?')", 2],
    ['connection.prepare(text)', 1],
    ['const q = sql`x = 1`', 1],
    ['const q = sql<number>`count(*)`', 1],
    ['const text = `INSERT INTO cheque VALUES (1)`', 1],
    ["const text = 'update cheque set state = ?'", 1],
    ["const text = 'PRAGMA synchronous'", 1],
    ["db.run('BEGIN IMMEDIATE')", 1],
    ["db.run('CREATE INDEX by_state ON leaves (state)')", 1],
    ["db.all('WITH late AS (SELECT 1) SELECT * FROM late')", 1],
  ])('finds SQL in %s', (statement, count) => {
    const found = breaches({ [`${CHEQUES}/handlers.ts`]: `${statement}\n` })
    expect(found).toEqual(Array(count).fill(`${CHEQUES}/handlers.ts:1 sql`))
    for (const place of [`${CHEQUES}/store.ts`, `${ENGINE}/ledger/post.ts`, `${ENGINE}/session/store.ts`]) {
      expect(breaches({ [place]: `${statement}\n` })).toEqual([])
    }
  })

  it.each([
    ["const text = 'Select a customer from the list'"],
    ["const text = 'Update the destination and set it again'"],
    ['batch.prepare(lines)'],
    ['const found = /x/.exec(text)'],
  ])('does not take %s for SQL', (statement) => {
    expect(breaches({ [`${CHEQUES}/handlers.ts`]: `${statement}\n` })).toEqual([])
  })

  it.each([['Date.now()'], ['new Date()'], ['Math.random()'], ['performance.now()'], ['crypto.randomUUID()']])(
    'keeps %s in the clock and id modules',
    (call) => {
      const source = `export const x = ${call}\n`
      expect(breaches({ [`${CHEQUES}/rules.ts`]: source })).toEqual([`${CHEQUES}/rules.ts:1 clock`])
      expect(breaches({ [`${ENGINE}/clock.ts`]: source, 'src/main/shell/log.ts': source })).toEqual([])
    },
  )

  it('keeps the console out of the engine', () => {
    expect(breaches({ [`${ENGINE}/index.ts`]: "console.log('x')\n" })).toEqual([`${ENGINE}/index.ts:1 console`])
    expect(breaches({ 'src/main/cli/verify.ts': "console.log('x')\n" })).toEqual([])
  })
})

describe('the graph of features', () => {
  const feature = (name: string, needs: string[]): Record<string, string> => ({
    [`${ENGINE}/features/${name}/index.ts`]: needs.map((needed) => `export * from '../${needed}/index.ts'\n`).join(''),
  })

  it('finds a cycle over three features and names an import of it', () => {
    const files = { ...feature('a', ['b']), ...feature('b', ['c']), ...feature('c', ['d', 'a']), ...feature('d', []) }
    const [violation, ...rest] = checkLayers(tree(files))
    expect(rest).toEqual([])
    expect(violation).toMatchObject({ file: `${ENGINE}/features/a/index.ts`, line: 1, rule: 'feature cycle' })
    expect(violation?.message).toContain('a → b → c → a')
  })

  it('draws what is there and renews the drawing in a document', () => {
    const graph = readFeatureGraph(tree({ ...feature('b', ['a']), ...feature('a', []) }))
    const drawing = '```mermaid\ngraph TD\n  a\n  b --> a\n```\n'
    expect(toMermaid(graph)).toBe(drawing)
    const frame = ['<!-- feature graph: npm run layers -- --write -->\n', '<!-- end of feature graph -->\nafter']
    expect(withGraph(`before\n${frame.join('old\n')}`, graph)).toBe(`before\n${frame.join(drawing)}`)
    expect(() => withGraph('no frame', graph)).toThrow('has lost the lines')
  })
})

describe('npm run layers', () => {
  const script = fileURLToPath(new URL('../../scripts/layers.mjs', import.meta.url))
  const run = (root: string, ...options: string[]): string =>
    execFileSync(process.execPath, [script, '--root', root, ...options], { encoding: 'utf8', stdio: 'pipe' })

  it('ends with 0 on a tree in order and prints its graph', () => {
    const root = tree({ [`${CHEQUES}/index.ts`]: '' })
    expect(run(root)).toBe('layers: in order\n')
    expect(run(root, '--graph')).toContain('  cheques\n')
  })

  it('ends with 1 and names file, line, rule and what is allowed', () => {
    const root = tree({ 'src/contract/money.ts': "\nimport 'electron'\n" })
    expect(() => run(root)).toThrow(
      'src/contract/money.ts:2 [contract] contract may not use the package electron; allowed: zod, @orpc/contract',
    )
  })
})
