/** The receipt of a released cheque: drawn once, downloaded as often as it is wanted. */
import { Button } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'

export function LeafReceipt({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const receipt = useReceipt()
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconReceipt size={16} />}
        loading={receipt.busy}
        onClick={() => void receipt.save(leaf)}
      >
        {t('cheques.receipt')}
      </Button>
      <RefusalNote refusal={receipt.refusal} />
      {receipt.problem !== null && <ErrorNote sentence={receipt.problem} />}
    </>
  )
}

/** Hands the receipt of a leaf to this machine. */
export function useReceipt() {
  const draw = useCommand(api.cheques.receipt)
  const download = useDownload()
  const save = async ({ leafId, version }: Pick<LeafRow, 'leafId' | 'version'>): Promise<void> => {
    const drawn = await draw.run({ leafId, expectedVersion: version })
    if (drawn) await download.save(drawn.fileId)
  }
  return { save, busy: draw.busy || download.busy, refusal: draw.refusal, problem: download.problem }
}
