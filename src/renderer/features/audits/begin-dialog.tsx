/** Begins the audit of a period: the desk draws the sample, a reviewer gets it. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { AuditRow } from '../../../contract/audits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function BeginDialog({ row, onClose }: { row: AuditRow; onClose(): void }) {
  const t = useText()
  const [, go] = useLocation()
  const [reviewer, setReviewer] = useState<string | null>(null)
  const people = useApi(['audits.reviewers'], () => api.audits.reviewers({}))
  const begin = useCommand(api.audits.begin, { onDone: ({ auditId }) => go(`/audits/${auditId}`) })
  const { kind, from, to } = row
  const reviewerId = people.data?.find(({ operatorId }) => String(operatorId) === reviewer)?.operatorId
  return (
    <FormDialog
      title={t('audits.beginTitle', { kind: t(`audits.kind.${kind}`), from, to })}
      submit={t('audits.beginSubmit')}
      busy={begin.busy}
      refusal={begin.refusal ?? (people.problem === null ? null : { sentence: people.problem })}
      disabled={reviewerId === undefined}
      onSubmit={() => reviewerId !== undefined && void begin.run({ kind, from, reviewerId })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('audits.beginExplain')}</p>
      <Select
        required
        data-autofocus
        searchable
        label={t('audits.reviewer')}
        description={t('audits.reviewerHint')}
        data={(people.data ?? []).map(({ operatorId, displayName }) => ({
          value: String(operatorId),
          label: displayName,
        }))}
        value={reviewer}
        onChange={setReviewer}
      />
    </FormDialog>
  )
}
