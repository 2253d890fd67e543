/** `requests import` and `customers import`: the same preview and the same all-or-nothing taking as at the desk. */

import type { IntakeKind } from '../../contract/intake.ts'
import { formatMoney } from '../../contract/money.ts'
import { atDesk, commandId } from './desk.ts'
import { type CommandLine, need, type Output } from './options.ts'
import { uploadFile } from './upload.ts'

export const takeFile =
  (kind: IntakeKind) =>
  async (line: CommandLine, output: Output): Promise<number> => {
    const path = need(line.words[0], 'FILE')
    return atDesk(line, async (client) => {
      const file = await uploadFile(client, path)
      const preview = await client.intake.preview({ kind, fileId: file.fileId })
      if (!line.json) {
        for (const sum of preview.sums)
          output.result(`${sum.rows} rows, ${formatMoney(sum.amountMinor, sum.currency)} ${sum.currency}`)
      }
      if (preview.refusal) output.note(`${preview.refusal.place}: ${preview.refusal.message} (${preview.refusal.code})`)
      for (const error of preview.errors)
        output.note(
          `row ${error.row}, ${error.column}: ${error.message} (${error.code}: ${JSON.stringify(error.value)})`,
        )
      const refused = preview.refusal !== null || preview.errorCount > 0
      if (line.dryRun || refused) {
        if (line.json) output.result(JSON.stringify({ taken: 0, preview }))
        return refused ? 1 : 0
      }
      const done = await client.intake.take({ commandId: commandId(), kind, fileId: file.fileId, sha256: file.sha256 })
      output.result(line.json ? JSON.stringify(done) : `${done.taken} rows taken.`)
      return 0
    })
  }
