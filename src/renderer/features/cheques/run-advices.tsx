/** Leaves of a run whose stub was too small: their advices as one file, on plain A4 from a printer of this machine. */
import { Button, Group, Select } from '@mantine/core'
import { IconFileText, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { Run } from '../../../contract/cheques.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'

export function RunAdvices({ run }: { run: Run }) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  const advised = run.leaves.filter(({ adviceFileId }) => adviceFileId !== null)
  const fileId = advised[0]?.adviceFileId ?? null
  if (fileId === null) return null
  const count = advised.length
  return (
    <Group justify="space-between" gap="md">
      <span>{t('cheques.advice.some', { count })}</span>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileText size={14} />}
          loading={download.busy}
          onClick={() => void download.save(fileId)}
        >
          {t('cheques.advice.open')}
        </Button>
        {me.permissions.includes('cheques.print') && <PrintAdvices runId={run.runId} count={count} />}
      </Group>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
    </Group>
  )
}

function PrintAdvices({ runId, count }: { runId: number; count: number }) {
  const t = useText()
  const all = useApi(['printers.list'], () => api.printers.list({}), { topics: ['cheques'] })
  const [wanted, setWanted] = useState<string | null>(null)
  const print = useCommand(api.cheques.printAdvices)
  const names = all.data?.printers.map(({ name }) => name) ?? []
  const printer = wanted ?? names[0] ?? null
  if (printer === null) return null
  return (
    <ConfirmAction
      size="xs"
      icon={<IconPrinter size={14} />}
      label={t('cheques.advice.print', { count })}
      busy={print.busy}
      refusal={print.refusal}
      onOpen={print.reset}
      onConfirm={async () => (await print.run({ runId, device: { printer, tray: '' } })) !== undefined}
    >
      <p>{t('cheques.advice.printExplain')}</p>
      <Select label={t('cheques.run.device')} allowDeselect={false} data={names} value={printer} onChange={setWanted} />
    </ConfirmAction>
  )
}
