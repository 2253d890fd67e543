/** Copies a profile under another name: a draft that nothing runs on until two people bring it into force. */
import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Code, LIMITS } from '../../../contract/limits.ts'
import type { ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function CopyDialog({ row, onClose }: { row: ProfileSummary; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const [code, setCode] = useState(`${row.profile}-copy`)
  const [english, setEnglish] = useState('')
  const [chinese, setChinese] = useState('')
  const draft = useCommand(api.workflow.draft, {
    onDone: ({ profile, version }) => {
      notifications.show({ color: 'teal', message: t('workflow.drafted', { profile, version }) })
      onClose()
    },
  })
  const send = async (): Promise<void> => {
    const { profile, version } = row
    const definition = await api.workflow.definition({ profile, version })
    const label = { en: english.trim(), 'zh-Hant': chinese.trim() }
    await draft.run({
      definition: JSON.stringify({ ...definition, profile: code.trim(), label }),
      note: t('workflow.copyNote', { profile: row.label[language], version }),
    })
  }
  const field = { withAsterisk: true, maxLength: LIMITS.nameChars } as const
  return (
    <FormDialog
      title={t('workflow.copyOf', { profile: row.label[language], version: row.version })}
      submit={t('workflow.copySave')}
      busy={draft.busy}
      refusal={draft.refusal}
      disabled={!Code.safeParse(code.trim()).success || english.trim() === '' || chinese.trim() === ''}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <TextInput
        {...field}
        data-autofocus
        label={t('workflow.copyEnglish')}
        value={english}
        onChange={(event) => setEnglish(event.currentTarget.value)}
      />
      <TextInput
        {...field}
        label={t('workflow.copyChinese')}
        value={chinese}
        onChange={(event) => setChinese(event.currentTarget.value)}
      />
      <TextInput
        {...field}
        label={t('workflow.copyCode')}
        description={t('workflow.copyCodeWhy')}
        maxLength={64}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
