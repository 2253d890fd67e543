/** Who and what is barred from payouts; set by one person, lifted by another. */
import { Button, Group, Select, Skeleton, Switch, Table, Text, Textarea, TextInput } from '@mantine/core'
import { IconBan, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { BAR_KINDS, type Bar, type BarKind } from '../../../contract/blacklist.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { LiftDialog } from './lift-dialog.tsx'

export function Blacklist({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const [withLifted, setWithLifted] = useState(false)
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<Bar | null>(null)
  const list = useApi(['blacklist.list', withLifted], () => api.blacklist.list({ withLifted }), {
    topics: ['settings'],
    keepPrevious: true,
  })
  const lift = useCommand(api.blacklist.lift, { onDone: () => setLifting(null) })
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('blacklist.add')}
    </Button>
  )
  const aside = (
    <Group gap="md">
      <Switch
        size="xs"
        label={t('blacklist.withLifted')}
        checked={withLifted}
        onChange={(event) => setWithLifted(event.currentTarget.checked)}
      />
      {add}
    </Group>
  )
  return (
    <SectionCard flush title={t('limits.tab.blacklist')} aside={aside}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={200} />}
      {list.data?.length === 0 && (
        <EmptyState icon={<IconBan size={24} />} sentence={t('blacklist.none')} action={add} />
      )}
      {list.data && list.data.length > 0 && <BarTable bars={list.data} onLift={mayWrite ? setLifting : null} />}
      {adding && <AddBarDialog onClose={() => setAdding(false)} />}
      {lifting && (
        <LiftDialog
          what={lifting.value}
          busy={lift.busy}
          refusal={lift.refusal}
          onLift={(reason) => void lift.run({ barId: lifting.barId, reason })}
          onClose={() => setLifting(null)}
        />
      )}
    </SectionCard>
  )
}

function BarTable({ bars, onLift }: { bars: readonly Bar[]; onLift: ((bar: Bar) => void) | null }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('blacklist.column.kind')}</Table.Th>
          <Table.Th>{t('blacklist.column.value')}</Table.Th>
          <Table.Th>{t('blacklist.column.reason')}</Table.Th>
          <Table.Th>{t('blacklist.column.by')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bars.map((bar) => (
          <Table.Tr key={bar.barId} opacity={bar.lifted ? 0.6 : 1}>
            <Table.Td>{t(`blacklist.kind.${bar.kind}`)}</Table.Td>
            <Table.Td>{bar.value}</Table.Td>
            <Table.Td>
              {bar.reason}
              {bar.lifted && (
                <Text size="xs" c="dimmed">
                  {t('blacklist.lifted', bar.lifted)}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              {bar.addedBy} <InstantText at={bar.addedAt} />
            </Table.Td>
            <Table.Td ta="right">
              {onLift && !bar.lifted && <LiftButton own={bar.own} what={bar.value} onLift={() => onLift(bar)} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

export function LiftButton({ own, what, onLift }: { own: boolean; what: string; onLift(): void }) {
  const t = useText()
  if (own)
    return (
      <Text size="xs" c="dimmed">
        {t('blacklist.own')}
      </Text>
    )
  return (
    <Button size="compact-xs" variant="default" aria-label={t('blacklist.liftOf', { what })} onClick={onLift}>
      {t('blacklist.lift')}
    </Button>
  )
}

function AddBarDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const [kind, setKind] = useState<BarKind>('customer')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const add = useCommand(api.blacklist.add, { onDone: onClose })
  return (
    <FormDialog
      title={t('blacklist.addTitle')}
      submit={t('blacklist.submit')}
      tone="late"
      busy={add.busy}
      refusal={add.refusal}
      disabled={value.trim() === '' || reason.trim() === ''}
      onSubmit={() => void add.run({ kind, value: value.trim(), reason: reason.replace(/\s+/gu, ' ').trim() })}
      onClose={onClose}
    >
      <Select
        label={t('blacklist.column.kind')}
        data={BAR_KINDS.map((each) => ({ value: each, label: t(`blacklist.kind.${each}`) }))}
        value={kind}
        onChange={(chosen) => chosen && setKind(chosen as BarKind)}
      />
      <TextInput
        label={t('blacklist.field.value')}
        data-autofocus
        maxLength={LIMITS.nameChars}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Textarea
        label={t('blacklist.field.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
