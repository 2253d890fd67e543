/** Import of a bank statement: what it is, whether it adds up, what was found; then it is taken whole or not at all. */
import { Button, Group, Skeleton, Stack, Table, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { FileInfo } from '../../../contract/files.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { StatementReading } from '../../../contract/statement-profiles.ts'
import type { StatementPreview } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useUpload } from '../../api/use-upload.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { AddsUp } from './statement-list.tsx'
import classes from './statements.module.css'
import { TableReader, Understood } from './table-reader.tsx'

type Taken = { lines: number; matched: number; notices: number; known: number; confirmed: number }

export function StatementImport() {
  const t = useText()
  const upload = useUpload()
  const [file, setFile] = useState<FileInfo | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const send = async (chosen: File): Promise<void> => setFile((await upload.send(chosen)) ?? null)
  const again = (): void => {
    setFile(null)
    setTaken(null)
  }
  if (taken) return <TakenNote taken={taken} onAnother={again} />
  if (file) return <Look file={file} onAnother={again} onTaken={setTaken} />
  return (
    <SectionCard>
      <Stack gap="md">
        <FileDrop
          hint={t('statements.import.formats')}
          sending={upload.sending}
          onFile={(chosen) => void send(chosen)}
        />
        {upload.problem !== null && <ErrorNote sentence={upload.problem} />}
      </Stack>
    </SectionCard>
  )
}

function TakenNote({ taken, onAnother }: { taken: Taken; onAnother(): void }) {
  const t = useText()
  const left = taken.lines - taken.matched
  return (
    <Stack gap="md">
      <Verdict
        tone="done"
        icon={<IconCircleCheck size={22} />}
        title={
          taken.notices + taken.known > 0 && taken.lines === 0
            ? t('statements.import.doneNotices', { notices: taken.notices, known: taken.known })
            : t('statements.import.done', { lines: taken.lines, matched: taken.matched })
        }
      >
        {taken.confirmed > 0 && t('statements.import.confirmed', { count: taken.confirmed })}
      </Verdict>
      <Group gap="sm">
        <Button component={Link} href="/statements/desk">
          {left > 0 ? t('statements.import.toMatch', { count: left }) : t('statements.import.toDesk')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('statements.import.another')}
        </Button>
      </Group>
    </Stack>
  )
}

function Look({ file, onAnother, onTaken }: { file: FileInfo; onAnother(): void; onTaken(taken: Taken): void }) {
  const t = useText()
  // The same bytes may be looked at again after they were taken: every look asks anew.
  const [lookedAt] = useState(() => Date.now())
  const [reading, setReading] = useState<StatementReading | null>(null)
  const preview = useApi(
    ['statements.preview', file.fileId, lookedAt, JSON.stringify(reading)],
    () => api.statements.preview({ fileId: file.fileId, reading }),
    { keepPrevious: true },
  )
  const another = (
    <Button variant="default" onClick={onAnother}>
      {t('statements.import.another')}
    </Button>
  )
  if (preview.problem !== null) return <ErrorNote sentence={preview.problem} action={another} />
  if (!preview.data) {
    return (
      <SectionCard>
        <Stack gap="md" aria-busy>
          <span>{t('statements.import.reading', { name: file.name })}</span>
          <Skeleton height={120} />
        </Stack>
      </SectionCard>
    )
  }
  const { data } = preview
  const takeable = data.outcome !== 'refused' && data.takenBefore === null
  const isNameless = data.statements.some((statement) => statement.account === null)
  const mayBeRead = data.takenBefore === null && (data.table !== null || isNameless || reading !== null)
  return (
    <Stack gap="md">
      {mayBeRead && isUnsaid(data) ? <Unsaid /> : <PreviewVerdict preview={data} />}
      {takeable ? (
        <Take file={file} preview={data} reading={reading} another={another} onTaken={onTaken} />
      ) : (
        <div>{another}</div>
      )}
      {mayBeRead && <TableReader preview={data} onRead={setReading} />}
      <Understood preview={data} />
      {data.statements.length > 0 && <StatementsFound preview={data} />}
      {data.findings.length > 0 && <Findings preview={data} />}
    </Stack>
  )
}

/** Nothing is wrong with the file: a person has to say whose it is first. */
function isUnsaid({ findings, statements }: StatementPreview): boolean {
  return findings[0]?.code === 'STATEMENT_ACCOUNT_UNKNOWN' && statements.every(({ account }) => account === null)
}

function Unsaid() {
  const t = useText()
  return (
    <Verdict tone="wait" icon={<IconAlertTriangle size={22} />} title={t('statements.read.unsaid')}>
      {t('statements.read.unsaidText')}
    </Verdict>
  )
}

function PreviewVerdict({ preview }: { preview: StatementPreview }) {
  const t = useText()
  const { takenBefore, outcome, findings, format } = preview
  if (takenBefore !== null) {
    return (
      <Verdict
        tone="wait"
        icon={<IconHistory size={22} />}
        title={t('statements.import.takenBefore', { by: takenBefore.by })}
      >
        <InstantText at={takenBefore.at} /> · {t('statements.import.takenBeforeText')}
      </Verdict>
    )
  }
  if (outcome === 'refused') {
    return (
      <Verdict tone="late" icon={<IconCircleX size={22} />} title={t('statements.import.refused')}>
        {findings.map(({ message }) => message).join(' ')}
      </Verdict>
    )
  }
  if (outcome === 'findings') {
    return (
      <Verdict
        tone="wait"
        icon={<IconAlertTriangle size={22} />}
        title={t('statements.import.withFindings', { count: findings.length })}
      >
        {format}
      </Verdict>
    )
  }
  return (
    <Verdict tone="done" icon={<IconCircleCheck size={22} />} title={t('statements.import.clean')}>
      {format}
    </Verdict>
  )
}

type TakeProps = {
  file: FileInfo
  preview: StatementPreview
  reading: StatementReading | null
  /** The way back. */
  another: ReactNode
  onTaken(taken: Taken): void
}

function Take({ file, preview, reading, another, onTaken }: TakeProps) {
  const t = useText()
  const [why, setWhy] = useState('')
  const take = useCommand(api.statements.take, { onDone: onTaken })
  const lines = preview.statements.reduce((sum, statement) => sum + statement.lines, 0)
  const found = preview.findings.length
  const send = (): void =>
    void take.run({ fileId: file.fileId, sha256: preview.sha256, acceptFindings: why.trim(), reading })
  return (
    <Stack gap="sm">
      {found > 0 && (
        <Textarea
          required
          maw={640}
          label={t('statements.import.accept')}
          description={t('statements.import.acceptHint')}
          maxLength={LIMITS.commentChars}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <Group gap="sm">
        <Button loading={take.busy} disabled={found > 0 && why.trim() === ''} onClick={send}>
          {found > 0
            ? t('statements.import.takeFindings', { lines, count: found })
            : t('statements.import.take', { lines })}
        </Button>
        {another}
      </Group>
      <RefusalNote refusal={take.refusal} />
    </Stack>
  )
}

function StatementsFound({ preview }: { preview: StatementPreview }) {
  const t = useText()
  const numbered = preview.statements.map((statement, index) => ({ place: index, ...statement }))
  return (
    <SectionCard flush label={t('statements.tab.list')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('statements.list.account')}</Table.Th>
            <Table.Th>{t('statements.list.number')}</Table.Th>
            <Table.Th ta="right">{t('statements.list.opening')}</Table.Th>
            <Table.Th ta="right">{t('statements.list.closing')}</Table.Th>
            <Table.Th ta="right">{t('statements.list.lines')}</Table.Th>
            <Table.Th>{t('statements.list.addsUp')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbered.map((statement) => (
            <Table.Tr key={statement.place}>
              <Table.Td>
                {statement.bankAccountName ?? t('statements.import.unknownAccount')}
                <div className={classes.dimmed}>{statement.account ?? '—'}</div>
                {statement.kind !== 'statement' && (
                  <ToneBadge tone="info" label={t(`statements.kindOfFile.${statement.kind}`)} />
                )}
              </Table.Td>
              <Table.Td>{statement.number ?? '—'}</Table.Td>
              <Table.Td ta="right">{statement.opening ?? '—'}</Table.Td>
              <Table.Td ta="right">{statement.closing ?? '—'}</Table.Td>
              <Table.Td ta="right">{statement.lines}</Table.Td>
              <Table.Td>
                <AddsUp addsUp={statement.addsUp} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function Findings({ preview }: { preview: StatementPreview }) {
  const t = useText()
  return (
    <SectionCard flush title={t('statements.import.findings')} aside={preview.findings.length}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={220}>{t('statements.import.finding.place')}</Table.Th>
            <Table.Th>{t('statements.import.finding.message')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.findings.map((finding) => (
            <Table.Tr key={`${finding.place}-${finding.code}-${finding.message}`}>
              <Table.Td className={classes.mono}>{finding.place}</Table.Td>
              <Table.Td>{finding.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
