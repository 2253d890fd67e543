/** The checks of a request: first what is open, each with its figure and next step; what passed is folded away. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck, IconSquare, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { CHECKS } from '../../../contract/check-list.ts'
import type { CheckLine } from '../../../contract/checks.ts'
import { useText } from '../../i18n/text.tsx'
import { inkOf, type Tone } from '../../ui/tone.ts'
import { figureSentence, inputsOf, ruleWords } from './check-words.ts'
import classes from './checks.module.css'
import { EvidenceDialog } from './evidence-dialog.tsx'

type Look = { tone: Tone; icon: ReactNode; word: 'passed' | 'failed' | 'resolved' | 'toDo' | 'flagged' }
const LOOKS = {
  passed: { tone: 'done', icon: <IconCircleCheck size={17} />, word: 'passed' },
  resolved: { tone: 'second', icon: <IconShieldCheck size={17} />, word: 'resolved' },
  toDo: { tone: 'neutral', icon: <IconSquare size={17} />, word: 'toDo' },
  failed: { tone: 'late', icon: <IconX size={17} />, word: 'failed' },
  flagged: { tone: 'wait', icon: <IconAlertTriangle size={17} />, word: 'flagged' },
} as const satisfies Record<string, Look>

function lookOf({ state, outcome }: CheckLine): Look {
  return LOOKS[state === 'failed' && outcome === 'flag' ? 'flagged' : state]
}

export type CheckLinesProps = {
  requestId: number | null
  lines: readonly CheckLine[]
  /** The signed-in person may answer and clear. */
  mayAnswer: boolean
}

export function CheckLines({ requestId, lines, mayAnswer }: CheckLinesProps) {
  const t = useText()
  const passed = lines.filter(({ state }) => state === 'passed')
  const others = lines.filter(({ state }) => state !== 'passed')
  return (
    <>
      <ul className={classes.lines}>
        {others.map((line) => (
          <Line key={line.check} line={line} requestId={requestId} mayAnswer={mayAnswer} />
        ))}
      </ul>
      {passed.length > 0 && (
        <details className={classes.passed}>
          <summary>{t('checks.passedCount', { n: passed.length })}</summary>
          <ul className={classes.lines}>
            {passed.map((line) => (
              <Line key={line.check} line={line} requestId={requestId} mayAnswer={mayAnswer} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

type LineProps = { line: CheckLine; requestId: number | null; mayAnswer: boolean }

function Line({ line, requestId, mayAnswer }: LineProps) {
  const t = useText()
  const { tone, icon, word } = lookOf(line)
  const open = line.state === 'failed' || line.state === 'toDo'
  const figures = figureSentence(line, t)
  return (
    <li className={classes.line}>
      <span className={classes.icon} style={{ color: inkOf(tone) }} role="img" aria-label={t(`checks.state.${word}`)}>
        {icon}
      </span>
      <span
        title={`${ruleWords(line, t)}. ${t('checks.whatHappens', { outcome: t(`checks.outcome.${line.outcome}`) })}`}
      >
        <span className={classes.name}>{t(`checks.name.${line.check}`)}</span>{' '}
        {figures !== null && <span className={classes.figures}>{figures}</span>}
        {open && <div className={classes.next}>{t(`checks.next.${line.check}`)}</div>}
        <Words line={line} />
        <Inputs line={line} />
      </span>
      {requestId !== null && mayAnswer && <LineAction line={line} requestId={requestId} />}
    </li>
  )
}

/** What people said about it, and how it was cleared. */
function Words({ line: { answer, resolution } }: { line: CheckLine }) {
  const t = useText()
  const said = [answer, resolution].filter((each) => each !== null)
  return said.map(({ by, at, text, fileName }) => (
    <div key={at} className={classes.word}>
      {text !== '' && t('checks.by', { by, text })}
      {fileName !== null && ` ${t('checks.attached', { by, file: fileName })}`}
    </div>
  ))
}

function Inputs({ line }: { line: CheckLine }) {
  const t = useText()
  const inputs = inputsOf(line, t)
  if (inputs.length === 0) return null
  return (
    <details className={classes.passed}>
      <summary>{t('checks.details')}</summary>
      <dl className={classes.inputs}>
        {inputs.map(({ name, value }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function LineAction({ line, requestId }: { line: CheckLine; requestId: number }) {
  const t = useText()
  const [opened, setOpened] = useState(false)
  const manual = CHECKS[line.check].kind === 'manual'
  const what = manual && line.state !== 'resolved' ? 'answer' : 'resolve'
  const may = what === 'answer' ? line.state !== 'passed' : line.state === 'failed' && line.outcome !== 'refuse'
  if (!may) return null
  const name = t(`checks.name.${line.check}`)
  return (
    <>
      <Button
        size="compact-xs"
        variant="light"
        aria-label={t(`checks.${what}.title`, { check: name })}
        onClick={() => setOpened(true)}
      >
        {t(`checks.${what}.open`)}
      </Button>
      {opened && <EvidenceDialog what={what} line={line} requestId={requestId} onClose={() => setOpened(false)} />}
    </>
  )
}
