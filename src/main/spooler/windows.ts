/**
 * Printing on Windows. Windows has no command that prints a PDF at actual size, so this asks SumatraPDF, which the user installs
 * (its licence is the GPL, so that it is not brought along). Its job is fire and forget: the state of a job is not known.
 * The command lines are tested; nothing here was ever run on Windows.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrinterOnMachine, PrintHost } from '../engine/engine-interface.ts'
import { paperSizeOf } from './paper-size.ts'
import { type RunCommand, runCommand } from './run.ts'

const SUMATRA = 'SumatraPDF.exe'
/** Names, drivers and the paper of the current settings, one JSON list. */
const LIST = [
  'Get-CimInstance Win32_Printer | ForEach-Object {',
  '$c = Get-PrintConfiguration -PrinterName $_.Name -ErrorAction SilentlyContinue;',
  '[pscustomobject]@{ name = $_.Name; driver = $_.DriverName; standard = $_.Default; offline = $_.WorkOffline;',
  'paper = "$($c.PaperSize)" } } | ConvertTo-Json -AsArray',
].join(' ')

type Listed = { name: string; driver: string; standard: boolean; offline: boolean; paper: string }

export function windowsPrintHost(run: RunCommand = runCommand): PrintHost {
  return {
    async printers(): Promise<PrinterOnMachine[]> {
      const args = ['-NoProfile', '-NonInteractive', '-Command', LIST]
      const found = JSON.parse((await run({ file: 'powershell.exe', args })) || '[]') as Listed[]
      return found.map(({ name, driver, standard, offline, paper }) => ({
        name,
        description: name,
        driver,
        isDefault: standard,
        accepting: !offline,
        paperName: paper === '' ? null : paper,
        paper: paperSizeOf(paper),
        trays: [],
      }))
    },

    async print({ printer, tray, pages, pdf }) {
      const folder = await mkdtemp(join(tmpdir(), 'countersign-print-'))
      const file = join(folder, 'cheques.pdf')
      try {
        await writeFile(file, pdf, { mode: 0o600 })
        await run({
          file: SUMATRA,
          args: ['-print-to', printer, '-print-settings', settings(tray, pages), '-silent', file],
        })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
      return { spoolId: '' }
    },

    cancel: async () => {
      throw new Error('a job that Windows has taken is cancelled in the list of the printer')
    },
    state: async () => 'unknown',
  }
}

/** `noscale`: actual size; `simplex`: one side; a tray by its name; pages as a range. */
function settings(tray: string | null, pages: { first: number; last: number } | null): string {
  if (tray?.includes(',')) throw new Error(`a tray is named without commas, not ${tray}`)
  const range = pages === null ? [] : [`${pages.first}-${pages.last}`]
  return [...range, 'noscale', 'simplex', ...(tray === null ? [] : [`bin=${tray}`])].join(',')
}
