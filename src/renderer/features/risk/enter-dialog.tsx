/** An entry of the register for a request; where the bank is in a high-risk region, with the client's three answers (R3-58…R3-60). */
import { Radio, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { RISK_KINDS, type RiskKind } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

const ANSWERS = ['reason', 'address', 'repeat'] as const
const OUTCOMES = ['pass', 'uncertain', 'reject'] as const

export type EnterDialogProps = { requestId: number; first: RiskKind; onClose(): void }

export function EnterDialog({ requestId, first, onClose }: EnterDialogProps) {
  const t = useText()
  const [kind, setKind] = useState<RiskKind>(first)
  const [answers, setAnswers] = useState({ reason: '', address: '', repeat: '' })
  const [assessment, setAssessment] = useState<(typeof OUTCOMES)[number] | null>(null)
  const [note, setNote] = useState('')
  const enter = useCommand(api.risk.enter, { onDone: onClose })
  const asked = kind === 'highRiskRegion'
  const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim()
  const complete = !asked || (assessment !== null && ANSWERS.every((name) => answers[name].trim() !== ''))
  const send = (): void => {
    const said = {
      reason: oneLine(answers.reason),
      address: oneLine(answers.address),
      repeat: oneLine(answers.repeat),
    }
    const inquiry = asked && assessment !== null ? { ...said, assessment } : null
    void enter.run({ requestId: requestId as never, kind, inquiry, note: note.trim() })
  }
  return (
    <FormDialog
      size="lg"
      title={t('risk.enter.title', { request: requestNumber(requestId) })}
      submit={t('risk.enter.submit')}
      busy={enter.busy}
      refusal={enter.refusal}
      disabled={!complete}
      onSubmit={send}
      onClose={onClose}
    >
      <Select
        label={t('risk.enter.kind')}
        data={RISK_KINDS.map((value) => ({ value, label: t(`risk.kind.${value}`) }))}
        value={kind}
        onChange={(value) => value && setKind(value as RiskKind)}
      />
      {asked && (
        <Inquiry answers={answers} assessment={assessment} onAnswers={setAnswers} onAssessment={setAssessment} />
      )}
      <Textarea
        label={t('risk.enter.note')}
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

type Outcome = (typeof OUTCOMES)[number]
type Answers = Record<(typeof ANSWERS)[number], string>
type InquiryProps = {
  answers: Answers
  assessment: Outcome | null
  onAnswers(answers: Answers): void
  onAssessment(assessment: Outcome): void
}

/** The three questions and what is made of their answers (R3-59, R3-60). */
function Inquiry({ answers, assessment, onAnswers, onAssessment }: InquiryProps) {
  const t = useText()
  return (
    <>
      {ANSWERS.map((name) => (
        <Textarea
          key={name}
          label={t(`risk.enter.${name}`)}
          required
          autosize
          minRows={1}
          maxLength={LIMITS.commentChars}
          value={answers[name]}
          onChange={(event) => onAnswers({ ...answers, [name]: event.currentTarget.value })}
        />
      ))}
      <Radio.Group
        label={t('risk.enter.assessment')}
        value={assessment}
        onChange={(value) => onAssessment(value as Outcome)}
      >
        <Stack gap={6} mt={6}>
          {OUTCOMES.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`risk.assessment.${value}`)}
              description={t(`risk.assessment.means.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </>
  )
}
