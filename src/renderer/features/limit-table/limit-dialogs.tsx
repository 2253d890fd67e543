/** A new limit, or another bound, sign or effect of one; both wait for a second person. */
import { NumberInput, SegmentedControl, Select, SimpleGrid, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CHECK_OUTCOMES } from '../../../contract/check-list.ts'
import { LIMIT_MEASURES, LIMIT_SCOPES, type Limit, type LimitContent } from '../../../contract/limit-table.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { CURRENCIES, type Currency, formatMoney } from '../../../contract/money.ts'
import { Method } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { boundWords } from './limit-list.tsx'

type Draft = Omit<LimitContent, 'bound'> & { text: string; reason: string }
const FIRST: Draft = {
  scope: 'desk',
  scopeValue: '',
  currency: 'HKD',
  method: null,
  measure: 'requestAmount',
  comparison: 'atMost',
  effect: 'refuse',
  active: true,
  text: '',
  reason: '',
}

function useBound({ measure, currency, text }: Pick<Draft, 'measure' | 'currency' | 'text'>): number | null {
  const t = useText()
  if (measure === 'dayCount') return /^\d{1,6}$/.test(text) ? Number(text) : null
  if (currency === null) return null
  const read = readAmount(text, currency, { t, zero: true })
  return read.ok ? read.amountMinor : null
}

export function NewLimitDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>(FIRST)
  const noteProposed = useProposedNote()
  const add = useCommand(api.limitTable.add, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const bound = useBound(draft)
  const { text: _, reason, ...content } = draft
  return (
    <FormDialog
      size="lg"
      title={t('limits.addTitle')}
      submit={t('limits.submit')}
      tone="second"
      busy={add.busy}
      refusal={add.refusal}
      disabled={bound === null}
      onSubmit={() => bound !== null && void add.run({ content: { ...content, bound }, reason: reason.trim() })}
      onClose={onClose}
    >
      <WhomFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <BoundFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <Text size="xs" c="dimmed">
        {t('limits.stricter')}
      </Text>
    </FormDialog>
  )
}

type FieldsProps = { draft: Draft; onChange(part: Partial<Draft>): void }

function WhomFields({ draft, onChange }: FieldsProps) {
  const t = useText()
  const word = useWords()
  const named = draft.scope !== 'desk' && draft.scope !== 'unverified'
  return (
    <SimpleGrid cols={2}>
      <Select
        label={t('limits.field.measure')}
        data={LIMIT_MEASURES.map((value) => ({ value, label: t(`limits.measure.${value}`) }))}
        value={draft.measure}
        data-autofocus
        onChange={(value) => value && onChange({ measure: value as Draft['measure'], text: '' })}
      />
      <Select
        label={t('limits.field.currency')}
        data={[...CURRENCIES]}
        value={draft.currency}
        clearable={draft.measure === 'dayCount'}
        onChange={(value) => onChange({ currency: value as Currency | null })}
      />
      <Select
        label={t('limits.field.scope')}
        data={LIMIT_SCOPES.map((value) => ({ value, label: t(`limits.scope.${value}`) }))}
        value={draft.scope}
        onChange={(value) => value && onChange({ scope: value as Draft['scope'], scopeValue: '' })}
      />
      {named && (
        <TextInput
          label={t('limits.field.scopeValue')}
          description={t('limits.field.scopeHint')}
          maxLength={LIMITS.shortTextChars}
          value={draft.scopeValue}
          onChange={(event) => onChange({ scopeValue: event.currentTarget.value })}
        />
      )}
      <Select
        label={t('limits.field.method')}
        placeholder={t('limits.field.anyMethod')}
        data={Method.options.map((value) => ({ value, label: word('method', value) }))}
        value={draft.method}
        clearable
        onChange={(value) => onChange({ method: value as Draft['method'] })}
      />
    </SimpleGrid>
  )
}

function BoundFields({ draft, onChange }: FieldsProps) {
  const t = useText()
  return (
    <>
      <SimpleGrid cols={2}>
        <div>
          <Text size="sm" fw={500}>
            {t('limits.field.comparison')}
          </Text>
          <SegmentedControl
            fullWidth
            value={draft.comparison}
            onChange={(value) => onChange({ comparison: value as Draft['comparison'] })}
            data={(['atMost', 'below'] as const).map((value) => ({ value, label: t(`limits.comparison.${value}`) }))}
          />
        </div>
        {draft.measure === 'dayCount' ? (
          <NumberInput
            label={t('limits.field.bound')}
            min={0}
            allowDecimal={false}
            value={draft.text}
            onChange={(value) => onChange({ text: String(value) })}
          />
        ) : (
          <MoneyInput
            label={t('limits.field.bound')}
            currency={draft.currency ?? 'HKD'}
            value={draft.text}
            onChange={(text) => onChange({ text })}
          />
        )}
      </SimpleGrid>
      <Select
        label={t('limits.field.effect')}
        data={CHECK_OUTCOMES.map((value) => ({ value, label: t(`checks.outcome.${value}`) }))}
        value={draft.effect}
        onChange={(value) => value && onChange({ effect: value as Draft['effect'] })}
      />
      <Textarea
        label={t('limits.field.reason')}
        maxLength={LIMITS.commentChars}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
    </>
  )
}

export function ChangeLimitDialog({ limit, onClose }: { limit: Limit; onClose(): void }) {
  const t = useText()
  const { limitId, version } = limit
  const amount = limit.measure !== 'dayCount' && limit.currency !== null
  const [draft, setDraft] = useState<Draft>({
    ...limit,
    text: amount && limit.currency !== null ? formatMoney(limit.bound, limit.currency) : String(limit.bound),
    reason: '',
  })
  const noteProposed = useProposedNote()
  const change = useCommand(api.limitTable.change, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const bound = useBound(draft)
  const { comparison, effect, active, reason } = draft
  const send = (): void => {
    if (bound === null) return
    const edit = { bound, comparison, effect, active, reason: reason.trim() }
    void change.run({ limitId, expectedVersion: version, ...edit })
  }
  return (
    <FormDialog
      title={t('limits.changeOf', { what: `${t(`limits.measure.${limit.measure}`)}, ${boundWords(limit, t)}` })}
      submit={t('limits.changeSubmit')}
      tone="second"
      busy={change.busy}
      refusal={change.refusal}
      disabled={bound === null}
      onSubmit={send}
      onClose={onClose}
    >
      <BoundFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <Switch
        label={t('limits.field.active')}
        checked={active}
        onChange={(event) => setDraft({ ...draft, active: event.currentTarget.checked })}
      />
    </FormDialog>
  )
}
