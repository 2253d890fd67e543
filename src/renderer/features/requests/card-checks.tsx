/** What was checked, with the figures; what is still to do can be done here. */
import { Button, SegmentedControl, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconSquare, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { CheckLine as Line } from '../../../contract/checks.ts'
import type { Check, RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { inkOf, type Tone } from '../../ui/tone.ts'
import { CheckLines } from '../checks/check-lines.tsx'
import { countLines } from '../checks/check-words.ts'
import { CallDialog } from './call-dialog.tsx'
import classes from './card.module.css'
import { type CheckCounts, checkWords, countChecks, isRecheck } from './check-words.ts'
import { HeldNote } from './held-note.tsx'
import { useChecks } from './use-checks.ts'

const LOOK: Record<Check['state'], { tone: Tone; icon: ReactNode }> = {
  passed: { tone: 'done', icon: <IconCircleCheck size={17} /> },
  warning: { tone: 'wait', icon: <IconAlertTriangle size={17} /> },
  failed: { tone: 'late', icon: <IconX size={17} /> },
  toDo: { tone: 'neutral', icon: <IconSquare size={17} /> },
}

export function CardChecks({ card }: { card: RequestCard }) {
  const t = useText()
  const me = useMe()
  const open = card.row.department !== null
  const rechecks = card.checks.filter(isRecheck)
  // The re-check belongs to Backoffice; before that its questions would only be noise.
  const withRecheck = card.row.department === 'backoffice' || rechecks.some(({ answer }) => answer !== null)
  const service = useChecks(card)
  const lines = service.data?.lines ?? []
  // A workflow with checks of its own has no need of those of the department review (R1-35).
  const own = lines.length > 0 ? card.checks.filter(({ check }) => check === 'documents') : card.checks
  const shown = own.filter((check) => !isRecheck(check) || withRecheck)
  const mayAnswer = open && me.department === 'backoffice' && card.row.department === 'backoffice'
  const answers = mayAnswer && me.permissions.includes('withdrawals.approve') && card.row.common === 'inReview'
  const plain = answers ? shown.filter((check) => !isRecheck(check)) : shown
  return (
    <SectionCard title={t('requests.checks.title')} aside={t('requests.checks.summary', allCounts(shown, lines))}>
      <HeldNote card={card} lines={lines} />
      <CheckLines
        requestId={card.row.requestId}
        lines={lines}
        mayAnswer={service.data !== undefined && service.data.mayAnswer === null}
      />
      <ul className={classes.checks}>
        {plain.map((check) => (
          <CheckLine key={check.check} check={check}>
            {check.check === 'retentionCall' && <RecordCall card={card} />}
          </CheckLine>
        ))}
      </ul>
      {answers && <Recheck card={card} checks={rechecks} />}
    </SectionCard>
  )
}

function allCounts(shown: readonly Check[], lines: readonly Line[]): CheckCounts {
  const own = countChecks(shown)
  const asked = countLines(lines)
  return {
    passed: own.passed + asked.passed,
    todo: own.todo + asked.todo + asked.open,
    warnings: own.warnings + asked.warnings,
  }
}

function CheckLine({ check, children }: { check: Check; children?: ReactNode }) {
  const t = useText()
  const { tone, icon } = LOOK[check.state]
  return (
    <li className={classes.check}>
      <span
        className={classes.checkIcon}
        style={{ color: inkOf(tone) }}
        role="img"
        aria-label={t(`requests.check.state.${check.state}`)}
      >
        {icon}
      </span>
      <span>
        {checkWords(check, t)}
        {check.answer !== null && (
          <Text span size="xs" c="dimmed">
            {' '}
            {t('requests.check.answered', { answer: t(`shared.${check.answer}`), by: check.answeredBy ?? '' })}
          </Text>
        )}
      </span>
      {children}
    </li>
  )
}

/** R1-37: recorded by Retention, while Retention holds the request. */
function RecordCall({ card }: { card: RequestCard }) {
  const t = useText()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const may =
    card.row.department === 'retention' &&
    me.department === 'retention' &&
    me.permissions.includes('withdrawals.passToDepartment')
  if (!may) return null
  return (
    <>
      <Button size="compact-xs" variant="light" onClick={() => setOpen(true)}>
        {t('requests.call.record')}
      </Button>
      {open && <CallDialog card={card} onClose={() => setOpen(false)} />}
    </>
  )
}

type Answer = 'yes' | 'no'
type Answers = { documents: Answer | null; balance: Answer | null; call: Answer | null }
const QUESTION = { documents: 'recheckDocuments', balance: 'recheckBalance', call: 'recheckCall' } as const

/** R1-41: the three questions, each answered before Approve. */
function Recheck({ card, checks }: { card: RequestCard; checks: readonly Check[] }) {
  const t = useText()
  const given = (question: keyof Answers) => checks.find(({ check }) => check === QUESTION[question])?.answer ?? null
  const [chosen, setChosen] = useState<Answers>({
    documents: given('documents'),
    balance: given('balance'),
    call: given('call'),
  })
  const save = useCommand(api.requests.answerRecheck)
  const { documents, balance, call } = chosen
  const changed = (['documents', 'balance', 'call'] as const).some((question) => chosen[question] !== given(question))
  const send = (): void => {
    if (documents === null || balance === null || call === null) return
    const { requestId, version } = card.row
    void save.run({ requestId, expectedVersion: version, answers: { documents, balance, call } })
  }
  return (
    <div className={classes.recheck}>
      <Text size="xs" c="dimmed" mb={4}>
        {t('requests.recheck.title')}
      </Text>
      <ul className={classes.checks}>
        {(['documents', 'balance', 'call'] as const).map((question) => (
          <li key={question} className={classes.check} style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}>
            {t(`requests.check.${QUESTION[question]}`)}
            <SegmentedControl
              size="xs"
              aria-label={t(`requests.check.${QUESTION[question]}`)}
              value={chosen[question] ?? ''}
              onChange={(value) => setChosen({ ...chosen, [question]: value as Answer })}
              data={[
                { value: 'yes', label: t('shared.yes') },
                { value: 'no', label: t('shared.no') },
              ]}
            />
          </li>
        ))}
      </ul>
      <RefusalNote refusal={save.refusal} />
      {changed && (
        <Button
          mt="sm"
          size="xs"
          fullWidth
          loading={save.busy}
          disabled={documents === null || balance === null || call === null}
          onClick={send}
        >
          {t('requests.recheck.save')}
        </Button>
      )}
    </div>
  )
}
