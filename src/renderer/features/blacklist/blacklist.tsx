/** Who and what is barred from payouts; set by one person, lifted by two. */
import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useState } from 'react'
import { BAR_KINDS, type BarKind } from '../../../contract/blacklist.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { BarredList } from './barred-list.tsx'

export function Blacklist({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const [withLifted, setWithLifted] = useState(false)
  const list = useApi(['blacklist.list', withLifted], () => api.blacklist.list({ withLifted }), {
    topics: ['settings'],
    keepPrevious: true,
  })
  const lift = useCommand(api.blacklist.lift, { onDone: useProposedNote() })
  return (
    <BarredList
      title={t('limits.tab.blacklist')}
      rows={list.data?.map((bar) => ({
        id: bar.barId,
        subject: `bar:${bar.barId}`,
        kind: t(`blacklist.kind.${bar.kind}`),
        what: bar.value,
        reason: bar.reason,
        by: bar.addedBy,
        at: bar.addedAt,
        ended: bar.lifted ? t('blacklist.lifted', bar.lifted) : undefined,
      }))}
      list={list}
      empty={{ icon: <IconBan size={24} />, sentence: t('blacklist.none') }}
      heads={{ kind: t('blacklist.column.kind'), what: t('blacklist.column.value') }}
      addLabel={t('blacklist.add')}
      lift={mayWrite ? { ...lift, run: (barId, reason) => lift.run({ barId, reason }) } : null}
      aside={
        <Switch
          size="xs"
          label={t('blacklist.withLifted')}
          checked={withLifted}
          onChange={(event) => setWithLifted(event.currentTarget.checked)}
        />
      }
      addDialog={(close) => <AddBarDialog onClose={close} />}
    />
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
