/** Proposes which layout the lists of an account have; another person confirms it. */
import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { IssueAccount } from '../../../contract/issue-files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { Label } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type Choice = { key: string; name: Label }
const NONE = ''

type Props = { account: IssueAccount; layouts: readonly Choice[]; onClose(): void }

export function IssueLayoutDialog({ account, layouts, onClose }: Props) {
  const t = useText()
  const language = useLanguage()
  const [layout, setLayout] = useState(account.layout ?? layouts[0]?.key ?? NONE)
  const [reason, setReason] = useState('')
  const set = useCommand(api.issueFiles.setLayout, { onDone: onClose })
  const { bankAccountId, version } = account
  const send = (): void => {
    void set.run({
      bankAccountId,
      layout: layout === NONE ? null : layout,
      expectedVersion: version,
      reason: reason.trim(),
    })
  }
  return (
    <FormDialog
      tone="second"
      title={t('issueFiles.layoutTitle', { account: account.name })}
      submit={t('issueFiles.propose')}
      busy={set.busy}
      refusal={set.refusal}
      disabled={reason.trim() === '' || layout === (account.layout ?? NONE)}
      onSubmit={send}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('issueFiles.layoutExplain')}</p>
      <Select
        label={t('issueFiles.layout')}
        allowDeselect={false}
        data={[
          ...layouts.map(({ key, name }) => ({ value: key, label: name[language] })),
          { value: NONE, label: t('issueFiles.noList') },
        ]}
        value={layout}
        onChange={(value) => setLayout(value ?? NONE)}
      />
      <Textarea
        required
        autosize
        minRows={2}
        label={t('issueFiles.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
