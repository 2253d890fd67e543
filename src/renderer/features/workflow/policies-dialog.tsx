/** The policies of a profile, one question each (K-02…K-32): what is chosen is kept as a draft, and a second person brings it into force. */
import {
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { Policies, Profile, ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import classes from './policies.module.css'

/** Policies with a closed list of answers, in the order of the questions. */
const CHOICES = {
  balanceComparison: ['strict', 'inclusive'],
  holdAt: ['submission', 'approval', 'execution'],
  availableRule: ['first', 'second', 'smaller'],
  onNameMismatch: ['hold', 'reject', 'flag'],
  onInsufficientAtReview: ['warn', 'reject'],
  routeByOpenTrades: ['soft', 'hard'],
  feeLock: ['onTransactionApproval', 'onBackofficeApprove'],
  executionMode: ['manual', 'automatic', 'conditional'],
  withdrawalType: ['required', 'optional'],
} as const
const SWITCHES = ['customerCancel', 'allowPartial', 'editVoidsApproval', 'debtBlocksWithdrawal'] as const
const DESTINATIONS = ['bankAccount', 'cheque', 'card', 'eWallet', 'giftCard'] as const
const CREATORS = ['customer', 'operator'] as const
const TWIN_FIELDS = ['amount', 'method', 'destination'] as const

type Given = { policies: Policies; onChange(changed: Partial<Policies>): void }

export function PoliciesDialog({ row, onClose }: { row: ProfileSummary; onClose(): void }) {
  const t = useText()
  const { profile, version } = row
  const read = useApi(['workflow.definition', profile, version], () => api.workflow.definition({ profile, version }))
  if (read.problem !== null) return <ErrorNote sentence={read.problem} onRetry={read.reload} />
  if (read.data === undefined) return <Skeleton height={40} aria-label={t('workflow.policies')} />
  return <Form definition={read.data} onClose={onClose} />
}

function Form({ definition, onClose }: { definition: Profile; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const [policies, setPolicies] = useState(definition.policies)
  const [note, setNote] = useState('')
  const draft = useCommand(api.workflow.draft, {
    onDone: ({ profile, version }) => {
      notifications.show({ color: 'teal', message: t('workflow.drafted', { profile, version }) })
      onClose()
    },
  })
  const given: Given = { policies, onChange: (changed) => setPolicies({ ...policies, ...changed }) }
  return (
    <FormDialog
      title={t('workflow.policiesOf', { profile: definition.label[language] })}
      size={760}
      submit={t('workflow.policiesSave')}
      busy={draft.busy}
      refusal={draft.refusal}
      disabled={note.trim() === ''}
      onSubmit={() => void draft.run({ definition: JSON.stringify({ ...definition, policies }), note: note.trim() })}
      onClose={onClose}
    >
      <Stack gap={10} className={classes.list}>
        {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((policy) => (
          <Choice key={policy} policy={policy} {...given} />
        ))}
        {SWITCHES.map((policy) => (
          <Question key={policy} policy={policy}>
            <Switch
              aria-label={t(`workflow.policy.${policy}`)}
              checked={policies[policy]}
              onChange={(event) => given.onChange({ [policy]: event.currentTarget.checked })}
            />
          </Question>
        ))}
        <Lists definition={definition} {...given} />
        <Twins {...given} />
      </Stack>
      <TextInput
        label={t('workflow.note')}
        description={t('workflow.noteWhy')}
        withAsterisk
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

type Policy = keyof Policies

function Question({
  policy,
  children,
}: {
  policy: Exclude<Policy, 'dueHours' | 'methodDefault'>
  children: ReactNode
}) {
  const t = useText()
  return (
    <div className={classes.question}>
      <Text size="sm">{t(`workflow.policy.${policy}`)}</Text>
      {children}
    </div>
  )
}

function Choice({ policy, policies, onChange }: Given & { policy: keyof typeof CHOICES }) {
  const t = useText()
  return (
    <Question policy={policy}>
      <SegmentedControl
        size="xs"
        aria-label={t(`workflow.policy.${policy}`)}
        value={policies[policy]}
        onChange={(value) => onChange({ [policy]: value })}
        data={CHOICES[policy].map((value) => ({ value, label: t(`workflow.answer.${value}`) }))}
      />
    </Question>
  )
}

/** What is chosen from lists: statuses, kinds of destinations, who may make requests, how many at once. */
function Lists({ definition, policies, onChange }: Given & { definition: Profile }) {
  const t = useText()
  const language = useLanguage()
  const statuses = definition.statuses.map(({ status, label }) => ({ value: status as string, label: label[language] }))
  return (
    <>
      <Question policy="openedStatuses">
        <MultiSelect
          size="xs"
          aria-label={t('workflow.policy.openedStatuses')}
          data={statuses}
          value={[...policies.openedStatuses]}
          onChange={(value) => onChange({ openedStatuses: value })}
        />
      </Question>
      <Question policy="documentsReturnTo">
        <Select
          size="xs"
          clearable
          aria-label={t('workflow.policy.documentsReturnTo')}
          placeholder={t('workflow.answer.asWritten')}
          data={statuses}
          value={policies.documentsReturnTo}
          onChange={(value) => onChange({ documentsReturnTo: value })}
        />
      </Question>
      <Question policy="allowedDestinationKinds">
        <MultiSelect
          size="xs"
          aria-label={t('workflow.policy.allowedDestinationKinds')}
          placeholder={policies.allowedDestinationKinds.length === 0 ? t('workflow.answer.every') : ''}
          data={DESTINATIONS.map((value) => ({ value, label: t(`workflow.answer.${value}`) }))}
          value={[...policies.allowedDestinationKinds]}
          onChange={(value) => onChange({ allowedDestinationKinds: value as Policies['allowedDestinationKinds'] })}
        />
      </Question>
      <Question policy="createdBy">
        <MultiSelect
          size="xs"
          aria-label={t('workflow.policy.createdBy')}
          data={CREATORS.map((value) => ({ value, label: t(`workflow.answer.${value}`) }))}
          value={[...policies.createdBy]}
          onChange={(value) => value.length > 0 && onChange({ createdBy: value as Policies['createdBy'] })}
        />
      </Question>
      <Question policy="maxOpenRequests">
        <NumberInput
          size="xs"
          min={1}
          max={1000}
          allowDecimal={false}
          aria-label={t('workflow.policy.maxOpenRequests')}
          placeholder={t('workflow.answer.unbounded')}
          value={policies.maxOpenRequests ?? ''}
          onChange={(value) => onChange({ maxOpenRequests: typeof value === 'number' ? value : null })}
        />
      </Question>
    </>
  )
}

/** R2-107: what makes a request the duplicate of another one, and within how many hours. */
function Twins({ policies, onChange }: Given) {
  const t = useText()
  const { duplicate } = policies
  return (
    <Question policy="duplicate">
      <div className={classes.twins}>
        <MultiSelect
          size="xs"
          aria-label={t('workflow.policy.duplicate')}
          placeholder={duplicate === null ? t('workflow.answer.asDesk') : ''}
          data={TWIN_FIELDS.map((value) => ({ value, label: t(`workflow.answer.${value}`) }))}
          value={[...(duplicate?.fields ?? [])]}
          onChange={(value) =>
            onChange({
              duplicate:
                value.length === 0
                  ? null
                  : { fields: value as (typeof TWIN_FIELDS)[number][], windowHours: duplicate?.windowHours ?? null },
            })
          }
        />
        <NumberInput
          size="xs"
          min={1}
          max={8760}
          allowDecimal={false}
          aria-label={t('workflow.answer.hours')}
          placeholder={t('workflow.answer.whilePending')}
          disabled={duplicate === null}
          value={duplicate?.windowHours ?? ''}
          onChange={(value) =>
            duplicate &&
            onChange({ duplicate: { ...duplicate, windowHours: typeof value === 'number' ? value : null } })
          }
        />
      </div>
    </Question>
  )
}
