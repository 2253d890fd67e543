/** Printers and their corrections: what the machine reports, what is accepted, and the way to a new calibration. */
import { Button, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPrinter, IconRuler2 } from '@tabler/icons-react'
import type { Printer } from '../../../contract/printers.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { CalibrateDialog } from './calibrate-dialog.tsx'
import { CalibrationTable } from './calibration-table.tsx'
import classes from './cheques.module.css'

export function Printers() {
  const t = useText()
  const [opened, dialog] = useDisclosure(false)
  const all = useApi(['printers.list'], () => api.printers.list({}), { topics: ['cheques'] })
  if (all.problem !== null) return <ErrorNote sentence={all.problem} onRetry={all.reload} />
  if (!all.data) return <Skeleton height={300} />
  const { printers, stocks, calibrations } = all.data
  const calibrate = (
    <Button size="sm" leftSection={<IconRuler2 size={16} />} onClick={dialog.open}>
      {t('cheques.printers.new')}
    </Button>
  )
  return (
    <div className={classes.stack}>
      <SectionCard flush title={t('cheques.printers.calibrations')} aside={calibrate}>
        {calibrations.length === 0 ? (
          <EmptyState icon={<IconRuler2 size={24} />} sentence={t('cheques.printers.calibrationsNone')} />
        ) : (
          <CalibrationTable calibrations={calibrations} stocks={stocks} />
        )}
      </SectionCard>
      <SectionCard flush title={t('cheques.printers.machine')}>
        {printers.length === 0 ? (
          <EmptyState icon={<IconPrinter size={24} />} sentence={t('cheques.printers.none')} />
        ) : (
          <MachinePrinters printers={printers} />
        )}
      </SectionCard>
      {opened && <CalibrateDialog printers={printers} stocks={stocks} onClose={dialog.close} />}
    </div>
  )
}

function MachinePrinters({ printers }: { printers: readonly Printer[] }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cheques.printers.printer')}</Table.Th>
          <Table.Th>{t('cheques.printers.paper')}</Table.Th>
          <Table.Th>{t('cheques.printers.trays')}</Table.Th>
          <Table.Th>{t('cheques.printers.driver')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {printers.map((printer) => (
          <Table.Tr key={printer.name}>
            <Table.Td>
              {printer.name}
              {!printer.accepting && <span className={classes.late}> {t('cheques.printers.off')}</span>}
            </Table.Td>
            <Table.Td>{paperWords(printer) ?? t('cheques.printers.unknownPaper')}</Table.Td>
            <Table.Td>{printer.trays.join(', ') || '—'}</Table.Td>
            <Table.Td>{printer.driver || '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function paperWords({ paper, paperName }: Printer): string | null {
  if (paper === null) return paperName
  return `${paper.widthMm} × ${paper.heightMm} mm`
}
