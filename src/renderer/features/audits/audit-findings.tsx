/** Findings of an audit and what was done about each. */
import { Button, Table, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AuditFinding, RegularAudit } from '../../../contract/audits.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './audits.module.css'

const TONE = { low: 'neutral', medium: 'wait', high: 'late' } as const

export function AuditFindings({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const [correcting, setCorrecting] = useState<AuditFinding | null>(null)
  const running = audit.row.state === 'running'
  return (
    <SectionCard flush title={t('audits.findings')}>
      {audit.findings.length === 0 && <p className={classes.empty}>{t('audits.noFindings')}</p>}
      <Table>
        <Table.Tbody>
          {audit.findings.map((finding) => (
            <Table.Tr key={finding.findingId}>
              <Table.Td className={classes.figure}>{finding.ordinal}</Table.Td>
              <Table.Td>
                <ToneBadge tone={TONE[finding.severity]} label={t(`audits.severity.${finding.severity}`)} />
              </Table.Td>
              <Table.Td>
                {finding.finding}
                <div className={classes.dimmed}>
                  {finding.by} <InstantText at={finding.at} />
                </div>
              </Table.Td>
              <Table.Td>
                {finding.correction === null ? (
                  running && (
                    <Button size="compact-xs" variant="default" onClick={() => setCorrecting(finding)}>
                      {t('audits.correct')}
                    </Button>
                  )
                ) : (
                  <>
                    {finding.correction}
                    <div className={classes.dimmed}>
                      {finding.correctedBy} {finding.correctedAt !== null && <InstantText at={finding.correctedAt} />}
                    </div>
                  </>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {correcting && <CorrectDialog audit={audit} finding={correcting} onClose={() => setCorrecting(null)} />}
    </SectionCard>
  )
}

type Props = { audit: RegularAudit; finding: AuditFinding; onClose(): void }

function CorrectDialog({ audit, finding, onClose }: Props) {
  const t = useText()
  const [correction, setCorrection] = useState('')
  const correct = useCommand(api.audits.correct, { onDone: onClose })
  const { auditId } = audit.row
  if (auditId === null) return null
  const { findingId } = finding
  return (
    <FormDialog
      title={t('audits.correctTitle')}
      submit={t('audits.correctSubmit')}
      busy={correct.busy}
      refusal={correct.refusal}
      disabled={correction.trim() === ''}
      onSubmit={() =>
        void correct.run({ auditId, expectedVersion: audit.version, findingId, correction: correction.trim() })
      }
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>“{finding.finding}”</p>
      <Textarea
        required
        data-autofocus
        label={t('audits.correctText')}
        maxLength={LIMITS.commentChars}
        value={correction}
        onChange={(event) => setCorrection(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
