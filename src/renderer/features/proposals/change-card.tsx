/** One change: what it is, the difference field by field, who wants it, and the two answers. */
import { Group, Table } from '@mantine/core'
import { IconCheck, IconUsers } from '@tabler/icons-react'
import type { Proposal } from '../../../contract/proposals.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { AgeText, InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { useAuditWords } from '../audit/use-audit-words.ts'
import { ChangeAnswer } from './change-answer.tsx'
import classes from './proposals.module.css'
import { useTitleOf } from './use-title-of.ts'

const TONE: Record<Proposal['state'], Tone> = {
  open: 'second',
  applied: 'done',
  refused: 'late',
  withdrawn: 'neutral',
  stale: 'wait',
}

export function ChangeCard({ proposal }: { proposal: Proposal }) {
  const t = useText()
  const title = useTitleOf(proposal)
  return (
    <SectionCard
      flush
      title={`${t(`proposals.kind.${proposal.kind}`)}: ${title}`}
      aside={<ToneBadge tone={TONE[proposal.state]} label={t(`proposals.state.${proposal.state}`)} />}
    >
      <Difference proposal={proposal} />
      <div className={classes.foot}>
        <Story proposal={proposal} />
        {proposal.state === 'open' && <Answers proposal={proposal} title={title} />}
      </div>
    </SectionCard>
  )
}

function Difference({ proposal }: { proposal: Proposal }) {
  const t = useText()
  const words = useAuditWords()
  const isNew = proposal.changes.every(({ before }) => before === null)
  const value = (text: string | null, field: string) =>
    text === null ? (
      <span className={classes.dimmed}>{t('audit.nothing')}</span>
    ) : (
      words.value(text, { subject: proposal.subject, field, currency: null })
    )
  return (
    <Table layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">{t('proposals.field')}</Table.Th>
          {!isNew && <Table.Th w="36%">{t('proposals.before')}</Table.Th>}
          <Table.Th>{t(isNew ? 'proposals.new' : 'proposals.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {proposal.changes.map(({ field, before, after }) => (
          <Table.Tr key={field}>
            <Table.Td className={classes.field}>{words.field(field)}</Table.Td>
            {!isNew && <Table.Td className={classes.before}>{value(before, field)}</Table.Td>}
            <Table.Td className={classes.after}>{value(after, field)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Story({ proposal }: { proposal: Proposal }) {
  const t = useText()
  const { madeBy, madeAt, reason, decidedBy, decidedAt, decisionReason, alone } = proposal
  return (
    <div className={classes.story}>
      <div>
        {t('proposals.madeBy', { by: madeBy })} <InstantText at={madeAt} />
        {proposal.state === 'open' && (
          <>
            {' · '}
            {t('proposals.waits')} <AgeText since={madeAt} />
          </>
        )}
      </div>
      {reason !== '' && <div className={classes.reason}>“{reason}”</div>}
      {alone && <div className={classes.alone}>{t('proposals.alone')}</div>}
      {decidedBy !== null && decidedAt !== null && (
        <div>
          {t(`proposals.decidedBy.${proposal.state}`, { by: decidedBy })} <InstantText at={decidedAt} />
          {decisionReason !== '' && <div className={classes.reason}>“{decisionReason}”</div>}
        </div>
      )}
      {proposal.mayDecide !== 'yes' && proposal.mayDecide !== 'decided' && (
        <div className={classes.dimmed}>{t(`proposals.word.${proposal.mayDecide}`)}</div>
      )}
    </div>
  )
}

function Answers({ proposal, title }: { proposal: Proposal; title: string }) {
  const t = useText()
  const approve = useCommand(api.proposals.approve)
  const { proposalId, version } = proposal
  const confirm = async (): Promise<boolean> =>
    (await approve.run({ proposalId, expectedVersion: version })) !== undefined
  return (
    <Group gap="sm" wrap="nowrap">
      {proposal.mayDecide === 'yes' && (
        <>
          <ChangeAnswer proposal={proposal} title={title} kind="refuse" />
          <ConfirmAction
            tone="second"
            icon={<IconUsers size={16} />}
            button={t('proposals.confirm')}
            label={t('proposals.confirmOf', { title })}
            busy={approve.busy}
            refusal={approve.refusal}
            onOpen={approve.reset}
            onConfirm={confirm}
          >
            <p style={{ margin: 0 }}>{t('proposals.confirmExplain', { by: proposal.madeBy })}</p>
            <ul className={classes.list}>
              <Changed proposal={proposal} />
            </ul>
          </ConfirmAction>
        </>
      )}
      {proposal.madeByMe && <ChangeAnswer proposal={proposal} title={title} kind="withdraw" />}
    </Group>
  )
}

/** The difference once more, in a line per field. */
function Changed({ proposal }: { proposal: Proposal }) {
  const words = useAuditWords()
  return proposal.changes.map(({ field, before, after }) => {
    const value = (text: string | null): string =>
      text === null ? '—' : words.value(text, { subject: proposal.subject, field, currency: null })
    return (
      <li key={field}>
        <IconCheck size={12} aria-hidden /> {words.field(field)}: {before !== null && `${value(before)} → `}
        <strong>{value(after)}</strong>
      </li>
    )
  })
}
