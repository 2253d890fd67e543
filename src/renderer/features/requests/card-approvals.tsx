/** Who must approve this amount, who has, on what, and what a change voided (law 4, law 5, R2-81…R2-86). */
import { Badge, Text } from '@mantine/core'
import { IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { ApprovalRound } from '../../../contract/approvals.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import classes from './approvals.module.css'

type Seat = ApprovalRound['seats'][number]

/** Nothing where the profile asks for no approvals. */
export function CardApprovals({ card }: { card: RequestCard }) {
  const t = useText()
  const { profile } = useProfile()
  const asks = (profile?.approvals.length ?? 0) > 0
  const { requestId } = card.row
  const { data, problem, reload } = useApi(
    ['approvals.ofRequest', requestId],
    () => api.approvals.ofRequest({ requestId }),
    { topics: ['requests', 'operators'], requestId, enabled: asks },
  )
  if (!asks) return null
  if (problem !== null) return <ErrorNote sentence={problem} onRetry={reload} />
  if (!data) return null
  const [latest, ...earlier] = data.rounds
  return (
    <SectionCard title={t('approvals.title')}>
      {data.needed && (
        <SeatRow ordered={data.needed.ordered} seats={data.needed.seats} note={latest ? t('approvals.anew') : null} />
      )}
      {latest && <Round round={latest} open={!data.needed} />}
      {earlier.map((round) => (
        <Round key={round.round} round={round} open={false} />
      ))}
      {!data.needed && !latest && (
        <Text size="sm" c="dimmed">
          {t('approvals.none')}
        </Text>
      )}
    </SectionCard>
  )
}

/** The seats side by side, in order where the order counts. */
function SeatRow({ ordered, seats, note }: { ordered: boolean; seats: readonly Seat[]; note: string | null }) {
  const t = useText()
  return (
    <div>
      {note !== null && (
        <Text size="sm" mb={6}>
          {note}
        </Text>
      )}
      <ol className={classes.seats} aria-label={t(ordered ? 'approvals.ordered' : 'approvals.parallel')}>
        {seats.map((seat) => (
          <SeatCard key={seat.role} seat={seat} />
        ))}
      </ol>
    </div>
  )
}

function SeatCard({ seat }: { seat: Seat }) {
  const t = useText()
  const word = useWords()
  const full = seat.given >= seat.count
  const state = full ? 'full' : seat.open ? 'open' : 'waits'
  const words = full
    ? t('approvals.seat.full')
    : seat.open
      ? seat.people.length === 0
        ? t('approvals.seat.nobody')
        : t('approvals.seat.open', { people: seat.people.join(', ') })
      : t('approvals.seat.waits')
  return (
    <li className={classes.seat} data-state={state}>
      <span className={classes.seatIcon} aria-hidden>
        {full ? <IconCheck size={15} /> : <IconClock size={15} />}
      </span>
      <span>
        <b>{word('role', seat.role)}</b>{' '}
        <span className={classes.count}>{t('approvals.seat.count', { given: seat.given, count: seat.count })}</span>
        <span className={classes.who}>{words}</span>
      </span>
    </li>
  )
}

const TONE: Record<ApprovalRound['state'], string> = {
  open: 'blue',
  complete: 'teal',
  rejected: 'red',
  voided: 'orange',
  ended: 'gray',
}

function Round({ round, open }: { round: ApprovalRound; open: boolean }) {
  const t = useText()
  const title = t('approvals.round', { n: round.round })
  return (
    <details className={classes.round} open={open || round.state === 'voided'}>
      <summary>
        <b>{title}</b>
        <Badge size="sm" variant="light" color={TONE[round.state]}>
          {t(`approvals.state.${round.state}`)}
        </Badge>
        {round.endedAt !== null && round.state !== 'complete' && (
          <span className={classes.who}>
            {t('approvals.endedBy', { by: round.endedBy ?? '' })} <InstantText at={round.endedAt} />
          </span>
        )}
      </summary>
      {round.state === 'open' && <SeatRow ordered={round.ordered} seats={round.seats} note={null} />}
      <GivenRows round={round} />
      {round.difference.length > 0 && <Difference round={round} />}
      <details className={classes.content}>
        <summary>{t('approvals.saw')}</summary>
        <FieldList>
          {round.content
            .filter(({ value }) => value !== '')
            .map(({ field, value }) => (
              <Field key={field} label={t(`approvals.field.${field}`)}>
                <ContentValue field={field} value={value} />
              </Field>
            ))}
        </FieldList>
      </details>
    </details>
  )
}

function GivenRows({ round }: { round: ApprovalRound }) {
  const t = useText()
  const word = useWords()
  return (
    <ul className={classes.given}>
      {round.approvals.map((each) => (
        <li key={`${each.by} ${each.at}`}>
          {each.decision === 'approve' ? (
            <IconCheck size={15} className={classes.yes} aria-label={t('approvals.approved')} />
          ) : (
            <IconX size={15} className={classes.no} aria-label={t('approvals.rejected')} />
          )}
          <b>{each.forName === null ? each.by : t('approvals.for', { by: each.by, name: each.forName })}</b>
          <span className={classes.who}>{word('role', each.roleUsed)}</span>
          <InstantText at={each.at} />
          {each.note !== '' && <span className={classes.note}>“{each.note}”</span>}
        </li>
      ))}
    </ul>
  )
}

/** What was changed after it was approved, field by field (law 5). */
function Difference({ round }: { round: ApprovalRound }) {
  const t = useText()
  return (
    <table className={classes.difference} aria-label={t('approvals.difference')}>
      <thead>
        <tr>
          <th>{t('approvals.difference')}</th>
          <th>{t('approvals.before')}</th>
          <th>{t('approvals.after')}</th>
        </tr>
      </thead>
      <tbody>
        {round.difference.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{t(`approvals.field.${field}`)}</th>
            <td>
              <ContentValue field={field} value={before} />
            </td>
            <td>
              <ContentValue field={field} value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ContentValue({ field, value }: { field: string; value: string }) {
  const word = useWords()
  return field === 'method' ? word('method', value) : value
}
