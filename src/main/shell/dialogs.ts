/**
 * The native dialogs of the shell. A path that the operator picks here stays in main; the page never sees or
 * names one.
 */
import type { Dialog } from 'electron'
import { copyLedger } from './ledger-copy.ts'
import type { LogFile } from './log-file.ts'
import type { Words } from './words.ts'

export type DialogContext = { dialog: Dialog; words: Words; log: LogFile; ledger: string }

/** Asks where to put a copy of the log and writes it there. */
export async function saveLogAs({ dialog, words, log }: DialogContext): Promise<void> {
  const answer = await dialog.showSaveDialog({ title: words.logTitle, defaultPath: 'countersign.log' })
  if (answer.canceled || answer.filePath === '') return
  try {
    log.saveTo(answer.filePath)
  } catch (error) {
    dialog.showErrorBox(words.logFailed, reasonOf(error))
  }
}

/** Asks for a folder and copies the ledger into it; only for a ledger that no engine has open. */
export async function saveLedgerCopy({ dialog, words, log, ledger }: DialogContext): Promise<void> {
  const answer = await dialog.showOpenDialog({
    title: words.copyTitle,
    properties: ['openDirectory', 'createDirectory'],
  })
  const folder = answer.filePaths[0]
  if (answer.canceled || folder === undefined) return
  try {
    const target = copyLedger(ledger, folder, Date.now())
    log.write(`ledger copied to ${target}`)
    await dialog.showMessageBox({ type: 'info', message: words.copyDone, detail: target })
  } catch (error) {
    dialog.showErrorBox(words.copyFailed, reasonOf(error))
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
