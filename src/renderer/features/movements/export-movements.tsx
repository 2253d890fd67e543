/** Export of every movement of the filter in the visible columns (R0-22). */
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import type { MovementColumn, MovementFilter } from '../../../contract/movements.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ExportJob } from '../requests/export-dialog.tsx'

export type ExportMovementsProps = {
  filter: MovementFilter
  columns: readonly MovementColumn[]
  count: string
  onClose(): void
}

export function ExportMovements({ filter, columns, count, onClose }: ExportMovementsProps) {
  const t = useText()
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx')
  const [jobId, setJobId] = useState<number | null>(null)
  const start = useCommand(api.movements.export, { onDone: (started) => setJobId(started.jobId) })
  if (jobId !== null) return <ExportJob jobId={jobId} onClose={onClose} onAgain={() => setJobId(null)} />
  return (
    <FormDialog
      title={t('movements.exportTitle')}
      submit={t('movements.exportSubmit', { format: format.toUpperCase() })}
      busy={start.busy}
      refusal={start.refusal}
      focusSubmit
      onSubmit={() => void start.run({ format, filter, columns: [...columns] })}
      onClose={onClose}
    >
      <Text size="sm">{t('movements.exportWhat', { n: count, columns: columns.length })}</Text>
      <SegmentedControl
        aria-label={t('requests.export.format')}
        value={format}
        onChange={(value) => setFormat(value as 'csv' | 'xlsx')}
        data={[
          { value: 'xlsx', label: t('requests.export.xlsx') },
          { value: 'csv', label: t('requests.export.csv') },
        ]}
      />
    </FormDialog>
  )
}
