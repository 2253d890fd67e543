/**
 * Printing on Linux and macOS with the system's own commands (`lp`, `lpstat`, `lpoptions`, `cancel`). A leaf is printed at
 * actual size on one side: nothing is scaled, turned or put several on a sheet.
 */
import type { PrinterOnMachine, PrintHost, SpoolState } from '../engine/engine-interface.ts'
import { paperSizeOf } from './paper-size.ts'
import { type RunCommand, runCommand } from './run.ts'

/** Options that every leaf is printed with. */
const EXACT = ['print-scaling=none', 'nopdfAutoRotate', 'number-up=1', 'sides=one-sided', 'copies=1']

export function cupsPrintHost(run: RunCommand = runCommand): PrintHost {
  const say = (file: string, ...args: string[]) => run({ file, args })
  return {
    async printers() {
      const names = lines(await say('lpstat', '-e').catch(() => ''))
      const standard = /: (\S+)$/.exec((await say('lpstat', '-d').catch(() => '')).trim())?.[1]
      return Promise.all(
        names.map(async (name) => ({ ...(await printerFacts(say, name)), isDefault: name === standard })),
      )
    },

    async print({ printer, tray, title, pages, pdf }) {
      const options = [...EXACT]
      if (tray !== null) options.push(`InputSlot=${asValue(tray)}`)
      if (pages !== null) options.push(`page-ranges=${pages.first}-${pages.last}`)
      const args = ['-d', printer, '-t', title, ...options.flatMap((option) => ['-o', option]), '--', '-']
      const answer = await run({ file: 'lp', args, input: pdf })
      const spoolId = /request id is (\S+)/.exec(answer)?.[1]
      if (spoolId === undefined) throw new Error(`the print system gave no job number: ${answer.trim()}`)
      return { spoolId }
    },

    cancel: async (spoolId) => {
      await say('cancel', spoolId)
    },

    async state(spoolId): Promise<SpoolState> {
      const job = await jobFacts(say, spoolId, 'not-completed')
      if (job !== null) return /printing|processing/i.test(job) ? 'printing' : 'waiting'
      const ended = await jobFacts(say, spoolId, 'completed')
      if (ended === null) return 'unknown'
      if (/cancel|abort/i.test(ended)) return 'cancelled'
      return 'done'
    },
  }
}

/** `lp -o` takes several options in one argument: what parts them is escaped, so that a tray's name stays one value. */
function asValue(text: string): string {
  return text.replace(/[\s\\'"]/g, '\\$&')
}

type Say = (file: string, ...args: string[]) => Promise<string>

async function printerFacts(say: Say, name: string): Promise<Omit<PrinterOnMachine, 'isDefault'>> {
  const [status, choices, facts] = await Promise.all([
    say('lpstat', '-p', name).catch(() => ''),
    say('lpoptions', '-p', name, '-l').catch(() => ''),
    say('lpoptions', '-p', name).catch(() => ''),
  ])
  const media = choiceOf(choices, ['PageSize', 'media'])
  return {
    name,
    description: factOf(facts, 'printer-info') ?? name,
    driver: factOf(facts, 'printer-make-and-model') ?? '',
    accepting: !/disabled/.test(status) && factOf(facts, 'printer-is-accepting-jobs') !== 'false',
    paperName: media.chosen,
    paper: media.chosen === null ? null : paperSizeOf(media.chosen),
    trays: choiceOf(choices, ['InputSlot', 'media-source']).all,
  }
}

/** One line of `lpoptions -l`: `PageSize/Media Size: A4 *w575h252 Letter`. */
function choiceOf(text: string, names: readonly string[]): { chosen: string | null; all: string[] } {
  const line = lines(text).find((each) => names.includes(each.split(/[/:]/)[0] ?? ''))
  const all =
    line === undefined
      ? []
      : line
          .slice(line.indexOf(':') + 1)
          .trim()
          .split(/\s+/)
  const chosen = all.find((choice) => choice.startsWith('*'))?.slice(1) ?? null
  return { chosen, all: all.map((choice) => choice.replace(/^\*/, '')) }
}

/** One fact of `lpoptions`: `printer-info='Office printer'`. */
function factOf(text: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}=(?:'([^']*)'|(\\S+))`).exec(text)
  return found?.[1] ?? found?.[2] ?? null
}

async function jobFacts(say: Say, spoolId: string, which: 'completed' | 'not-completed'): Promise<string | null> {
  const text = await say('lpstat', '-W', which, '-l', '-o').catch(() => '')
  const parts = text.split(/\n(?=\S)/)
  return parts.find((part) => part.split(/\s/)[0] === spoolId) ?? null
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
