/** Calibrations, newest first: the correction in figures, who measured, who accepted, and the second person's step. */
import { Button, Group, Table } from '@mantine/core'
import type { Calibration, StockFacts } from '../../../contract/printers.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './cheques.module.css'

const TONE: Record<Calibration['state'], Tone> = {
  proposed: 'second',
  accepted: 'done',
  rejected: 'neutral',
  replaced: 'neutral',
}

type CalibrationTableProps = { calibrations: readonly Calibration[]; stocks: readonly StockFacts[] }

export function CalibrationTable({ calibrations, stocks }: CalibrationTableProps) {
  const t = useText()
  const nameOf = new Map(stocks.map(({ code, name }) => [code, name]))
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cheques.printers.printer')}</Table.Th>
          <Table.Th>{t('cheques.printers.stock')}</Table.Th>
          <Table.Th ta="right">{t('cheques.printers.shift')}</Table.Th>
          <Table.Th ta="right">{t('cheques.printers.rotation')}</Table.Th>
          <Table.Th ta="right">{t('cheques.printers.scale')}</Table.Th>
          <Table.Th ta="right">{t('cheques.printers.residual')}</Table.Th>
          <Table.Th>{t('cheques.printers.people')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calibrations.map((each) => (
          <Table.Tr key={each.calibrationId} data-dim={each.state === 'replaced' || each.state === 'rejected'}>
            <Table.Td>
              {each.printer} <span className={classes.dimmed}>{each.tray || t('cheques.run.anyTray')}</span>
            </Table.Td>
            <Table.Td>{nameOf.get(each.stock) ?? each.stock}</Table.Td>
            <Table.Td ta="right">
              {each.shiftXMm.toFixed(1)} / {each.shiftYMm.toFixed(1)} mm
            </Table.Td>
            <Table.Td ta="right">{each.rotationDegrees.toFixed(2)}°</Table.Td>
            <Table.Td ta="right">
              {each.scaleX.toFixed(4)} / {each.scaleY.toFixed(4)}
            </Table.Td>
            <Table.Td ta="right">{each.residualMm.toFixed(2)} mm</Table.Td>
            <Table.Td>
              {each.madeBy} <InstantText at={each.madeAt} />
              {each.decidedBy !== null && `, ${each.decidedBy}`}
            </Table.Td>
            <Table.Td>
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                {each.state === 'proposed' && <Decide calibration={each} />}
                <ToneBadge tone={TONE[each.state]} label={t(`cheques.printers.state.${each.state}`)} />
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Decide({ calibration }: { calibration: Calibration }) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  const { calibrationId, version, printer, tested, madeBy } = calibration
  const at = { calibrationId, expectedVersion: version }
  const test = useCommand(api.printers.testLeaf, {
    onDone: ({ fileId, sent }) => {
      if (!sent) void download.save(fileId)
    },
  })
  const accept = useCommand(api.printers.accept)
  const reject = useCommand(api.printers.reject)
  return (
    <>
      <RefusalNote refusal={test.refusal ?? reject.refusal} />
      <Button size="xs" variant="default" loading={test.busy || download.busy} onClick={() => void test.run(at)}>
        {t('cheques.printers.test')}
      </Button>
      <Button size="xs" variant="subtle" color="red" loading={reject.busy} onClick={() => void reject.run(at)}>
        {t('cheques.printers.reject')}
      </Button>
      {tested && madeBy !== me.displayName && (
        <ConfirmAction
          size="xs"
          tone="second"
          label={t('cheques.printers.accept')}
          busy={accept.busy}
          refusal={accept.refusal}
          onOpen={accept.reset}
          onConfirm={async () => (await accept.run(at)) !== undefined}
        >
          <p>{t('cheques.printers.acceptExplain', { printer })}</p>
        </ConfirmAction>
      )}
    </>
  )
}
