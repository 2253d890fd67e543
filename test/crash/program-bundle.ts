/** Bundles a program of this folder into one file, so that starting it for the two hundredth time takes a blink. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

export type Program = { path: string; resources: string; remove(): void }

/** `entry` is a file of this folder. The bundle lies below the checkout, where its native module is found. */
export async function bundleProgram(entry: string): Promise<Program> {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const outDir = mkdtempSync(join(root, '.cache', 'crash-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true, external: ['better-sqlite3', 'pdfkit', 'exceljs'] },
    build: {
      ssr: join(import.meta.dirname, entry),
      outDir,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  const remove = () => rmSync(outDir, { recursive: true, force: true })
  return { path: join(outDir, 'program.mjs'), resources: join(root, 'resources'), remove }
}
