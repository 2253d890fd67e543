/** Who is away and when; saying it, and ending it. */
import { Button, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { Absence } from '../../../contract/signers.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { SectionCard } from '../../ui/section-card.tsx'
import type { Person } from './register-dialog.tsx'
import classes from './signers.module.css'

const SAYERS = ['batches.release', 'batches.build', 'admin.settings'] as const

export function Absences(props: { absences: readonly Absence[]; people: readonly Person[]; today: string }) {
  const { absences, people, today } = props
  const t = useText()
  const me = useMe()
  const may = SAYERS.some((permission) => me.permissions.includes(permission))
  return (
    <Stack gap="md">
      <SectionCard flush title={t('signers.absences')} aside={String(absences.length)}>
        {absences.length === 0 && <EmptyState icon={<IconUserCheck size={24} />} sentence={t('signers.noAbsence')} />}
        {absences.map((absence) => (
          <AbsenceLine key={absence.absenceId} absence={absence} may={may} />
        ))}
      </SectionCard>
      {may && <SayAbsent people={people} today={today} />}
    </Stack>
  )
}

function AbsenceLine({ absence, may }: { absence: Absence; may: boolean }) {
  const t = useText()
  const language = useLanguage()
  const end = useCommand(api.signers.endAbsence)
  const days =
    absence.from === absence.to
      ? dateText(absence.from, language)
      : t('signers.span', { from: dateText(absence.from, language), to: dateText(absence.to, language) })
  return (
    <div className={classes.absence}>
      <div>
        <strong>{absence.name}</strong> · {days}
        <p className={classes.hint}>
          {absence.reason} · {t('signers.saidBy', { by: absence.saidBy })}
        </p>
        <RefusalNote refusal={end.refusal} />
      </div>
      {may && (
        <Button
          size="compact-xs"
          variant="default"
          loading={end.busy}
          onClick={() => void end.run({ absenceId: absence.absenceId })}
        >
          {t('signers.end')}
        </Button>
      )}
    </div>
  )
}

function SayAbsent({ people, today }: { people: readonly Person[]; today: string }) {
  const t = useText()
  const [who, setWho] = useState<number | null>(null)
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [reason, setReason] = useState('')
  const say = useCommand(api.signers.sayAbsent, {
    onDone: ({ told }) => {
      setWho(null)
      setReason('')
      notifications.show({ message: t('signers.said', { count: told }) })
    },
  })
  return (
    <SectionCard title={t('signers.sayTitle')}>
      <Stack gap="sm">
        <Select
          label={t('signers.column.name')}
          data={people.map(({ operatorId, name }) => ({ value: String(operatorId), label: name }))}
          value={who === null ? null : String(who)}
          onChange={(value) => setWho(value === null ? null : Number(value))}
        />
        <div className={classes.days}>
          <DateField label={t('signers.from')} value={from} minDate={today} onChange={setFrom} />
          <DateField label={t('signers.to')} value={to} minDate={from} onChange={setTo} />
        </div>
        <TextInput
          label={t('signers.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div>
          <Button
            disabled={who === null || reason.trim() === ''}
            loading={say.busy}
            onClick={() => who !== null && void say.run({ operatorId: who, from, to, reason: reason.trim() })}
          >
            {t('signers.say')}
          </Button>
        </div>
        <RefusalNote refusal={say.refusal} />
      </Stack>
    </SectionCard>
  )
}
