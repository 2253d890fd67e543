/** Proposes the register of a bank's signers; a second person confirms it (R3-19). */
import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { BankSigners, RegisteredSigner } from '../../../contract/signers.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import classes from './signers.module.css'

export type Person = { operatorId: number; name: string }
type Draft = { operatorId: number | null; role: RegisteredSigner['role']; from: string; to: string }
type Props = { bank: BankSigners; people: readonly Person[]; today: string; onClose(): void }

export function RegisterDialog({ bank, people, today, onClose }: Props) {
  const t = useText()
  const note = useProposedNote()
  const [rows, setRows] = useState<Draft[]>(() => draftOf(bank, today))
  const [reason, setReason] = useState('')
  const propose = useCommand(api.channels.propose, {
    onDone: (answer) => {
      note(answer)
      onClose()
    },
  })
  const complete = rows.every(({ operatorId, from }) => operatorId !== null && from !== '')
  const definition = {
    key: bank.bankCode,
    signers: rows.map(({ operatorId, role, from, to }) => ({ operatorId, role, from, to: to === '' ? null : to })),
  }
  const set = (index: number, part: Partial<Draft>): void =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)))
  return (
    <FormDialog
      size="xl"
      tone="second"
      title={t('signers.registerTitle', { bank: bank.bankName })}
      submit={t('signers.propose')}
      busy={propose.busy}
      refusal={propose.refusal}
      disabled={!complete || reason.trim() === ''}
      onSubmit={() =>
        void propose.run({
          kind: 'signers',
          key: bank.bankCode,
          expectedVersion: bank.version,
          definition: JSON.stringify(definition),
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <p className={classes.hint}>{t('signers.registerHint')}</p>
      {rows.map((row, index) => (
        <SignerLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place until it has a person
          key={index}
          row={row}
          people={people}
          onChange={(part) => set(index, part)}
          onRemove={() => setRows(rows.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows([...rows, { operatorId: null, role: 'backup', from: today, to: '' }])}
        >
          {t('signers.add')}
        </Button>
      </div>
      <TextInput
        required
        label={t('signers.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

type LineProps = { row: Draft; people: readonly Person[]; onChange(part: Partial<Draft>): void; onRemove(): void }

function SignerLine({ row, people, onChange, onRemove }: LineProps) {
  const t = useText()
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <Select
        label={t('signers.column.name')}
        data={people.map(({ operatorId, name }) => ({ value: String(operatorId), label: name }))}
        value={row.operatorId === null ? null : String(row.operatorId)}
        onChange={(value) => onChange({ operatorId: value === null ? null : Number(value) })}
      />
      <Select
        label={t('signers.column.role')}
        allowDeselect={false}
        data={(['primary', 'backup'] as const).map((role) => ({ value: role, label: t(`signers.role.${role}`) }))}
        value={row.role}
        onChange={(value) => onChange({ role: value === 'backup' ? 'backup' : 'primary' })}
      />
      <DateField label={t('signers.from')} value={row.from} onChange={(from) => onChange({ from })} w={150} />
      <DateField label={t('signers.to')} value={row.to} onChange={(to) => onChange({ to })} w={150} />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('signers.remove')} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  )
}

function draftOf(bank: BankSigners, today: string): Draft[] {
  const empty = (): Draft => ({ operatorId: null, role: 'primary', from: today, to: '' })
  if (bank.signers.length === 0) return [empty(), empty()]
  return bank.signers.map(({ operatorId, role, from, to }) => ({ operatorId, role, from, to: to ?? '' }))
}
