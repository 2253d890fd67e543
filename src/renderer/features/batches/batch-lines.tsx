/** The lines of a batch as the books have them. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBuildingBank, IconX } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { BatchCard, InstructionRow } from '../../../contract/batches.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { ResultDialog } from './result-dialog.tsx'
import { TONE_OF_INSTRUCTION } from './states.ts'

/** As tall as the file beside it: what is left of the screen below the proofs. */
export const FACING_HEIGHT = 'max(320px, calc(100dvh - 466px))'

export function BatchLines({ card }: { card: BatchCard }) {
  const t = useText()
  const me = useMe()
  const [answering, setAnswering] = useState<InstructionRow | null>(null)
  const removeLine = useCommand(api.batches.removeLine)
  const { batchId, version, state } = card.row
  const mayRemove = state === 'open' && me.permissions.includes('batches.build')
  const mayAnswer = me.permissions.includes('statements.match')
  const remove = removeLine.run
  const columns = useMemo(
    () =>
      columnsOf(t, {
        remove: mayRemove
          ? ({ instructionId }) => void remove({ batchId, expectedVersion: version, instructionId })
          : null,
        answer: mayAnswer ? setAnswering : null,
      }),
    [t, mayRemove, mayAnswer, remove, batchId, version],
  )
  return (
    <SectionCard flush title={t('batches.card.lines')} aside={card.instructions.length}>
      <RefusalNote refusal={removeLine.refusal} />
      <DataGrid
        label={t('batches.card.lines')}
        columns={columns}
        rows={card.instructions}
        rowKey={(row) => row.instructionId}
        rowTone={(row) => (TONE_OF_INSTRUCTION[row.state] === 'late' ? 'late' : undefined)}
        height={FACING_HEIGHT}
      />
      {answering && <ResultDialog instruction={answering} onClose={() => setAnswering(null)} />}
    </SectionCard>
  )
}

type LineActions = {
  remove: ((row: InstructionRow) => void) | null
  answer: ((row: InstructionRow) => void) | null
}

/** Only what has left and has no answer yet can be answered. */
const ANSWERABLE: readonly InstructionRow['state'][] = ['sent', 'unknown']

function columnsOf(t: Translate, { remove, answer }: LineActions): GridColumn<InstructionRow>[] {
  return [
    {
      id: 'request',
      title: t('batches.column.request'),
      width: 76,
      render: (row) => (
        <Link className="desk-link" href={`/requests/${row.requestId}`}>
          {requestNumber(row.requestId)}
        </Link>
      ),
    },
    { id: 'payee', title: t('batches.column.payee'), width: 110, grow: true, render: (row) => row.payeeName },
    {
      id: 'account',
      title: t('batches.column.account'),
      width: 124,
      render: (row) => <span title={`${row.bank} ${row.payeeAccount}`}>{row.payeeAccount}</span>,
    },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 132,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    {
      id: 'state',
      title: t('batches.column.state'),
      width: 118,
      render: (row) => (
        <ToneBadge tone={TONE_OF_INSTRUCTION[row.state]} label={t(`batches.instruction.${row.state}`)} />
      ),
    },
    {
      id: 'actions',
      title: '',
      width: 40,
      render: (row) => (
        <>
          {remove && (
            <LineAction
              label={t('batches.card.remove', { request: requestNumber(row.requestId) })}
              onClick={() => remove(row)}
            >
              <IconX size={16} />
            </LineAction>
          )}
          {answer && ANSWERABLE.includes(row.state) && (
            <LineAction label={t('batches.result.record')} onClick={() => answer(row)}>
              <IconBuildingBank size={16} />
            </LineAction>
          )}
        </>
      ),
    },
  ]
}

function LineAction({ label, onClick, children }: { label: string; onClick(): void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
