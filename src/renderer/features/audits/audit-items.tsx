/** What was drawn: what the desk has checked itself, and the reviewer's word on each. */
import { Button, Group, Select, Table, Textarea } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AuditItem, RegularAudit } from '../../../contract/audits.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { inkOf } from '../../ui/tone.ts'
import { useAuditWords } from '../audit/use-audit-words.ts'
import classes from './audits.module.css'

const TONE = { open: 'wait', inOrder: 'done', finding: 'late' } as const

export function AuditItems({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const [finding, setFinding] = useState<AuditItem | null>(null)
  const judge = useCommand(api.audits.judge)
  const { auditId } = audit.row
  const may = audit.mine && audit.row.state === 'running'
  const inOrder = (ordinal: number): void => {
    if (auditId === null) return
    const word = { verdict: 'inOrder', severity: 'low', finding: '' } as const
    void judge.run({ auditId, expectedVersion: audit.version, ordinal, ...word })
  }
  return (
    <SectionCard
      flush
      title={t('audits.items')}
      aside={t('audits.judged', { done: audit.row.items - audit.row.open, items: audit.row.items })}
    >
      {audit.items.length === 0 && <p className={classes.empty}>{t('audits.noItems')}</p>}
      {judge.refusal && <p className={classes.empty}>{judge.refusal.sentence}</p>}
      <Table>
        <Table.Tbody>
          {audit.items.map((item) => (
            <ItemRow
              key={item.ordinal}
              item={item}
              may={may}
              busy={judge.busy}
              onInOrder={() => inOrder(item.ordinal)}
              onFinding={() => setFinding(item)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {finding && <FindingDialog audit={audit} item={finding} onClose={() => setFinding(null)} />}
    </SectionCard>
  )
}

type ItemProps = { item: AuditItem; may: boolean; busy: boolean; onInOrder(): void; onFinding(): void }

function ItemRow({ item, may, busy, onInOrder, onFinding }: ItemProps) {
  const t = useText()
  const words = useAuditWords()
  const { label, href } = words.subject(item.subject)
  return (
    <Table.Tr>
      <Table.Td className={classes.figure}>{item.ordinal}</Table.Td>
      <Table.Td>
        {href === null ? (
          label
        ) : (
          <Link className="desk-link" href={href}>
            {label}
          </Link>
        )}
        <div className={classes.dimmed}>{titleWords(item.title, t)}</div>
      </Table.Td>
      <Table.Td>
        {item.amountMinor !== null && item.currency !== null && (
          <MoneyText amountMinor={item.amountMinor} currency={item.currency} layout="column" />
        )}
      </Table.Td>
      <Table.Td>
        {item.checks.map(({ check, holds, figure }) => (
          <div key={check} className={classes.check} style={{ color: inkOf(holds ? 'done' : 'late') }}>
            {holds ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />}
            <span>{isTextKey(`audits.check.${check}`) ? t(`audits.check.${check}` as never, { figure }) : check}</span>
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[item.verdict]} label={t(`audits.verdict.${item.verdict}`)} />
        {item.judgedBy !== null && <div className={classes.dimmed}>{item.judgedBy}</div>}
      </Table.Td>
      <Table.Td>
        {may && item.ownWork && <span className={classes.dimmed}>{t('audits.ownWork')}</span>}
        {may && !item.ownWork && (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            <Button
              size="compact-xs"
              variant="default"
              disabled={busy || item.verdict === 'inOrder'}
              onClick={onInOrder}
            >
              {t('audits.inOrder')}
            </Button>
            <Button size="compact-xs" variant="default" color="red" disabled={busy} onClick={onFinding}>
              {t('audits.finding')}
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** `withdrawal.complete 2026-11-20: memo` with the kind of the journal in words. */
function titleWords(title: string, t: ReturnType<typeof useText>): string {
  const [kind = '', ...rest] = title.split(' ')
  const key = `ledger.journalKind.${kind}`
  return isTextKey(key) ? [t(key), ...rest].join(' ') : title
}

function FindingDialog({ audit, item, onClose }: { audit: RegularAudit; item: AuditItem; onClose(): void }) {
  const t = useText()
  const [severity, setSeverity] = useState<'low' | 'medium' | 'high'>('medium')
  const [finding, setFinding] = useState('')
  const judge = useCommand(api.audits.judge, { onDone: onClose })
  const { auditId } = audit.row
  if (auditId === null) return null
  const given = { auditId, expectedVersion: audit.version, ordinal: item.ordinal, verdict: 'finding' as const }
  return (
    <FormDialog
      tone="late"
      title={t('audits.findingTitle', { number: item.ordinal })}
      submit={t('audits.findingSubmit')}
      busy={judge.busy}
      refusal={judge.refusal}
      disabled={finding.trim() === ''}
      onSubmit={() => void judge.run({ ...given, severity, finding: finding.trim() })}
      onClose={onClose}
    >
      <Select
        label={t('audits.severity')}
        data={(['low', 'medium', 'high'] as const).map((value) => ({ value, label: t(`audits.severity.${value}`) }))}
        value={severity}
        onChange={(value) => value && setSeverity(value as typeof severity)}
        allowDeselect={false}
      />
      <Textarea
        required
        data-autofocus
        label={t('audits.findingText')}
        maxLength={LIMITS.commentChars}
        value={finding}
        onChange={(event) => setFinding(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
