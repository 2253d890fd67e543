/** What a person decides about a failed payment, with what it asks for and what will follow. */
import { Radio, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Choice, FailureRow, Riskier } from '../../../contract/failures.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'

type Shown = Awaited<ReturnType<typeof api.failures.get>>
type What = Choice | 'name'
const NEEDS_PICK: readonly What[] = ['switchChannel', 'correct', 'name']

export function DecideDialog({ choice, shown, onClose }: { choice: What; shown: Shown; onClose(): void }) {
  const t = useText()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const { run, busy, refusal } = useDecision(shown.row, onClose)
  const { row } = shown
  const figures = { request: requestNumber(row.requestId), amount: moneyWords(row.amountMinor, row.currency) }
  return (
    <FormDialog
      tone={choice === 'cancel' || choice === 'hold' ? 'late' : choice === 'release' ? 'second' : 'accent'}
      title={t(`failures.dialog.${choice}`, figures)}
      submit={t(`failures.choice.${choice}`)}
      busy={busy}
      refusal={refusal}
      disabled={text.trim() === '' || (NEEDS_PICK.includes(choice) && picked === null)}
      onSubmit={() => run(choice, { text: text.trim(), picked: picked ?? '' })}
      onClose={onClose}
    >
      <Text size="sm">{t(`failures.explain.${choice}`, figures)}</Text>
      {choice === 'switchChannel' && <Channels shown={shown} picked={picked} onPick={setPicked} />}
      {choice === 'correct' && (
        <Select
          required
          label={t('failures.destination')}
          placeholder={shown.destinations.length === 0 ? t('failures.noDestination') : ''}
          data={shown.destinations.map(({ destinationId, words }) => ({ value: String(destinationId), label: words }))}
          value={picked}
          onChange={setPicked}
        />
      )}
      {choice === 'name' && <Codes picked={picked} onPick={setPicked} />}
      <Textarea
        required
        data-autofocus
        label={t('failures.reason')}
        maxLength={LIMITS.commentChars}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** One command per decision; each keeps its own id and refusal. */
function useDecision({ instructionId, version }: FailureRow, onDone: () => void) {
  const done = { onDone }
  const commands = {
    retry: useCommand(api.failures.retry, done),
    switchChannel: useCommand(api.failures.switchChannel, done),
    correct: useCommand(api.failures.correct, done),
    cancel: useCommand(api.failures.cancel, done),
    hold: useCommand(api.failures.hold, done),
    release: useCommand(api.failures.release, done),
    name: useCommand(api.failures.name, done),
  }
  const run = (what: What, { text, picked }: { text: string; picked: string }): void => {
    const base = { instructionId, expectedVersion: version, text }
    if (what === 'switchChannel') void commands.switchChannel.run({ ...base, channel: picked })
    else if (what === 'correct') void commands.correct.run({ ...base, destinationId: Number(picked) as never })
    else if (what === 'name') void commands.name.run({ ...base, code: picked })
    else void commands[what].run(base)
  }
  const all = Object.values(commands)
  return {
    run,
    busy: all.some((each) => each.busy),
    refusal: all.find((each) => each.refusal !== null)?.refusal ?? null,
  }
}

type Picking = { picked: string | null; onPick(value: string | null): void }

function Channels({ shown, picked, onPick }: Picking & { shown: Shown }) {
  const t = useText()
  const language = useLanguage()
  if (shown.channels.length === 0) return <Text size="sm">{t('failures.noOtherChannel')}</Text>
  return (
    <Radio.Group label={t('failures.channels')} value={picked} onChange={onPick}>
      <Stack gap={8} mt={6}>
        {shown.channels.map(({ candidate, riskier }) => (
          <Radio
            key={candidate.channel}
            value={candidate.channel}
            label={candidate.name[language] || candidate.name.en}
            description={<Ways riskier={riskier} />}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function Ways({ riskier }: { riskier: readonly Riskier[] }) {
  const t = useText()
  if (riskier.length === 0) return t('failures.notRiskier')
  return t('failures.riskier', { ways: riskier.map((way) => t(`failures.riskier.${way}`)).join(', ') })
}

function Codes({ picked, onPick }: Picking) {
  const t = useText()
  const language = useLanguage()
  const policy = useApi(['failures.policy'], () => api.failures.policy({}), { topics: ['channels'] })
  const codes = policy.data?.codes ?? []
  const chosen = codes.find(({ code }) => code === picked)
  return (
    <Select
      required
      label={t('failures.code')}
      description={chosen ? t(`failures.moment.${chosen.retry}`) : ''}
      data={codes.map(({ code, label }) => ({ value: code, label: label[language] || label.en }))}
      value={picked}
      onChange={onPick}
    />
  )
}
