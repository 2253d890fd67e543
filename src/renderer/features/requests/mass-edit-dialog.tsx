/** “Reassign of Department” (R1-73…R1-77): all or nothing, to Dealing or to Backoffice. */
import { SegmentedControl, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { RequestRow } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

const TARGETS = ['dealing', 'backoffice'] as const
type Target = (typeof TARGETS)[number]
/** Where each target leads (R1-73). */
const ACTION: Record<Target, string> = { dealing: 'massEditToDealing', backoffice: 'massEditToBackoffice' }

export type MassEditDialogProps = { rows: readonly RequestRow[]; onClose(): void; onDone(): void }

export function MassEditDialog({ rows, onClose, onDone }: MassEditDialogProps) {
  const t = useText()
  const { profile, departmentLabel, statusLabel } = useProfile()
  const [department, setDepartment] = useState<Target>('dealing')
  const reassign = useCommand(api.requests.massEdit, {
    onDone: ({ changed }) => {
      const words = { n: changed.length, department: departmentLabel(department) }
      notifications.show({ color: 'teal', message: t('requests.massEdit.done', words) })
      onDone()
      onClose()
    },
  })
  const to = profile?.transitions.find(({ action }) => action === ACTION[department])?.to
  const send = (): void => {
    const requests = rows.map(({ requestId, version }) => ({ requestId, expectedVersion: version }))
    void reassign.run({ department, requests })
  }
  return (
    <FormDialog
      title={t('requests.massEdit.title')}
      submit={t('requests.massEdit.save', { n: rows.length })}
      busy={reassign.busy}
      refusal={reassign.refusal}
      focusSubmit
      onSubmit={send}
      onClose={onClose}
    >
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('requests.massEdit.department')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('requests.massEdit.department')}
          value={department}
          onChange={(value) => setDepartment(value as Target)}
          data={TARGETS.map((value) => ({ value, label: departmentLabel(value) }))}
        />
      </div>
      <Text size="sm" c="dimmed">
        {t('requests.massEdit.rule', { status: to === undefined ? '' : statusLabel(to) })}
      </Text>
    </FormDialog>
  )
}
