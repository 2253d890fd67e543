/** Who signs cheques and how many of whom: mandates and rules, both changed by two people. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconPlus, IconSignature, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import type { Mandate, SigningRule } from '../../../contract/signatories.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { EndSigning } from './end-signing.tsx'
import { MandateDialog } from './mandate-dialog.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { Specimen } from './specimen.tsx'

export function Signers() {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<'mandate' | 'rule' | null>(null)
  const all = useApi(['signatories.list'], () => api.signatories.list({}), {
    topics: ['cheques', 'proposals', 'operators'],
  })
  if (all.problem !== null) return <ErrorNote sentence={all.problem} onRetry={all.reload} />
  if (!all.data) return <Skeleton height={300} />
  const { mandates, rules, people } = all.data
  const mayChange = me.permissions.includes('admin.operators')
  const add = (kind: 'mandate' | 'rule', label: string) =>
    mayChange && (
      <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpened(kind)}>
        {label}
      </Button>
    )
  return (
    <div className={classes.stack}>
      <SectionCard flush title={t('cheques.signers.rules')} aside={add('rule', t('cheques.signers.addRule'))}>
        {rules.length === 0 ? (
          <EmptyState icon={<IconUsersGroup size={24} />} sentence={t('cheques.signers.rulesNone')} />
        ) : (
          <RuleTable rules={rules} mayChange={mayChange} />
        )}
      </SectionCard>
      <SectionCard flush title={t('cheques.signers.mandates')} aside={add('mandate', t('cheques.signers.addMandate'))}>
        {mandates.length === 0 ? (
          <EmptyState icon={<IconSignature size={24} />} sentence={t('cheques.signers.mandatesNone')} />
        ) : (
          <MandateTable mandates={mandates} mayChange={mayChange} />
        )}
      </SectionCard>
      {opened === 'mandate' && <MandateDialog people={people} onClose={() => setOpened(null)} />}
      {opened === 'rule' && <RuleDialog onClose={() => setOpened(null)} />}
    </div>
  )
}

function validBadge(valid: boolean, t: Translate) {
  return (
    <ToneBadge
      tone={valid ? 'done' : 'neutral'}
      label={t(valid ? 'cheques.signers.valid' : 'cheques.signers.notValid')}
    />
  )
}

function RuleTable({ rules, mayChange }: { rules: readonly SigningRule[]; mayChange: boolean }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">{t('cheques.signers.amount')}</Table.Th>
          <Table.Th>{t('cheques.signers.combinations')}</Table.Th>
          <Table.Th>{t('cheques.signers.from')}</Table.Th>
          <Table.Th>{t('cheques.signers.to')}</Table.Th>
          <Table.Th>{t('cheques.signers.state')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rules.map((rule) => (
          <Table.Tr key={rule.ruleId}>
            <Table.Td ta="right">
              <MoneyText amountMinor={rule.fromMinor} currency={rule.currency} strong />
            </Table.Td>
            <Table.Td>{rule.combinations.join(' / ')}</Table.Td>
            <Table.Td>{dateText(rule.validFrom, language, true)}</Table.Td>
            <Table.Td>
              {rule.validTo === null ? t('cheques.signers.open') : dateText(rule.validTo, language, true)}
            </Table.Td>
            <Table.Td>{validBadge(rule.valid, t)}</Table.Td>
            <Table.Td ta="right">
              {mayChange && rule.validTo === null && <EndSigning what={{ kind: 'rule', id: rule.ruleId }} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function MandateTable({ mandates, mayChange }: { mandates: readonly Mandate[]; mayChange: boolean }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cheques.signers.person')}</Table.Th>
          <Table.Th>{t('cheques.signers.group')}</Table.Th>
          <Table.Th>{t('cheques.signers.specimen')}</Table.Th>
          <Table.Th>{t('cheques.signers.from')}</Table.Th>
          <Table.Th>{t('cheques.signers.to')}</Table.Th>
          <Table.Th>{t('cheques.signers.state')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {mandates.map((mandate) => (
          <Table.Tr key={mandate.mandateId}>
            <Table.Td>{mandate.name}</Table.Td>
            <Table.Td>{mandate.group}</Table.Td>
            <Table.Td>
              {mandate.specimenFileId === null ? '—' : <Specimen fileId={mandate.specimenFileId} by={mandate.name} />}
            </Table.Td>
            <Table.Td>{dateText(mandate.validFrom, language, true)}</Table.Td>
            <Table.Td>
              {mandate.validTo === null ? t('cheques.signers.open') : dateText(mandate.validTo, language, true)}
            </Table.Td>
            <Table.Td>{validBadge(mandate.valid, t)}</Table.Td>
            <Table.Td ta="right">
              {mayChange && mandate.validTo === null && (
                <EndSigning what={{ kind: 'mandate', id: mandate.mandateId }} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
