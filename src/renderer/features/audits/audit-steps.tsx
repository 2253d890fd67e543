/** The nine steps of an audit: who ended which, and the button of the next one. */
import { Button, Textarea } from '@mantine/core'
import { IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react'
import { useState } from 'react'
import { AUDIT_STEPS, type RegularAudit } from '../../../contract/audits.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { inkOf } from '../../ui/tone.ts'
import classes from './audits.module.css'

export function AuditSteps({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const [ending, setEnding] = useState(false)
  const next = audit.row.step + 1
  return (
    <SectionCard flush title={t('audits.steps')} aside={t('audits.stepOf', { step: audit.row.step })}>
      <ol className={classes.steps}>
        {AUDIT_STEPS.map((name, index) => {
          const done = audit.steps.find(({ step }) => step === index + 1)
          const Icon = done ? IconCircleCheck : index + 1 === next ? IconCircleDot : IconCircle
          return (
            <li key={name} className={classes.step}>
              <Icon size={18} aria-hidden style={{ color: inkOf(done ? 'done' : 'neutral') }} />
              <span>
                {index + 1}. {t(`audits.step.${name}`)}
                {done && (
                  <div className={classes.dimmed}>
                    {done.by} <InstantText at={done.at} />
                    {done.note !== '' && <> · “{done.note}”</>}
                  </div>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      {audit.mine && next < 9 && (
        <div className={classes.foot}>
          <Button size="xs" onClick={() => setEnding(true)}>
            {t('audits.endStep', { step: next })}
          </Button>
        </div>
      )}
      {audit.mine && next === 9 && <Archive audit={audit} />}
      {ending && <StepDialog audit={audit} step={next} onClose={() => setEnding(false)} />}
    </SectionCard>
  )
}

function Archive({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const archive = useCommand(api.audits.archive)
  const { version } = audit
  const { auditId } = audit.row
  if (auditId === null) return null
  return (
    <div className={classes.foot}>
      <ConfirmAction
        label={t('audits.archive')}
        busy={archive.busy}
        refusal={archive.refusal}
        onOpen={archive.reset}
        onConfirm={async () => (await archive.run({ auditId, expectedVersion: version })) !== undefined}
      >
        <p style={{ margin: 0 }}>{t('audits.archiveExplain')}</p>
      </ConfirmAction>
    </div>
  )
}

function StepDialog({ audit, step, onClose }: { audit: RegularAudit; step: number; onClose(): void }) {
  const t = useText()
  const [note, setNote] = useState('')
  const end = useCommand(api.audits.step, { onDone: onClose })
  const { auditId } = audit.row
  if (auditId === null) return null
  const name = AUDIT_STEPS[step - 1] ?? 'scope'
  return (
    <FormDialog
      title={`${step}. ${t(`audits.step.${name}`)}`}
      submit={t('audits.endStep', { step })}
      busy={end.busy}
      refusal={end.refusal}
      onSubmit={() => void end.run({ auditId, expectedVersion: audit.version, step, note: note.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t(`audits.stepHint.${name}`)}</p>
      <Textarea
        data-autofocus
        label={t('audits.note')}
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
