/** What others told the desk about a customer, an account or a payout destination, each with who said so, and a place to record it. */
import { ActionIcon, Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { FACTS, type Fact, type FactRow, type FactSubject } from '../../../contract/facts.ts'
import { type Currency, formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { isTextKey, type Translate, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import classes from './checks.module.css'
import { FactDialog } from './fact-dialog.tsx'

export type FactsPanelProps = { subject: FactSubject; subjectId: number; currency: Currency }

/** A value as people say it: amounts with their currency, codes in words. */
export function factWords(fact: Fact, value: string, about: { currency: Currency; t: Translate }): string {
  const { currency, t } = about
  if (FACTS[fact].form === 'amount') return `${formatMoney(Number(value), currency)} ${currency}`
  const key = `checks.value.${fact}.${value}`
  return isTextKey(key) ? t(key) : value
}

export function FactsPanel({ subject, subjectId, currency }: FactsPanelProps) {
  const me = useMe()
  const [editing, setEditing] = useState<FactRow | null>(null)
  const found = useApi(['facts.list', subject, subjectId], () => api.facts.list({ subject, subjectId }), {
    topics: ['customers'],
  })
  if (found.problem !== null) return <ErrorNote sentence={found.problem} onRetry={found.reload} />
  if (!found.data) return <Skeleton height={120} />
  const mayWrite = me.permissions.includes('checks.facts')
  return (
    <>
      <dl className={classes.facts}>
        {found.data.map((row) => (
          <FactLine key={row.fact} row={row} currency={currency} onEdit={mayWrite ? () => setEditing(row) : null} />
        ))}
      </dl>
      {editing && (
        <FactDialog about={{ subject, subjectId }} row={editing} currency={currency} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

type FactLineProps = { row: FactRow; currency: Currency; onEdit: (() => void) | null }

function FactLine({ row, currency, onEdit }: FactLineProps) {
  const t = useText()
  const name = t(`facts.name.${row.fact}`)
  return (
    <div className={classes.fact}>
      <dt className={classes.factName}>{name}</dt>
      {row.value === null ? (
        <dd className={classes.unknown}>{t('facts.empty')}</dd>
      ) : (
        <dd title={t('facts.said', { source: row.source, by: row.by })}>
          {factWords(row.fact, row.value, { currency, t })}
        </dd>
      )}
      {onEdit && (
        <ActionIcon size="sm" variant="subtle" aria-label={t('facts.editOf', { fact: name })} onClick={onEdit}>
          <IconPencil size={14} />
        </ActionIcon>
      )}
    </div>
  )
}
