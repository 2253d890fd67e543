/** What was found out about a day, what two people adjusted by hand, and the signed reports that were opened again. */
import { Anchor, Button, Group, Table } from '@mantine/core'
import { IconFileTypePdf, IconFileTypeXls, IconPaperclip } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { DayReport } from '../../../contract/days.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './days.module.css'

type Props = { report: DayReport }

export function DayTrace({ report }: Props) {
  const { findings, adjustments, archives, waiting } = report
  return (
    <>
      {waiting.length > 0 && <Waiting report={report} />}
      {findings.length > 0 && <Findings report={report} />}
      {adjustments.length > 0 && <Adjustments report={report} />}
      {archives.length > 0 && <Archives report={report} />}
    </>
  )
}

function Waiting({ report }: Props) {
  const t = useText()
  return (
    <SectionCard title={t('days.waiting.title')}>
      <div className={classes.stack}>
        {report.waiting.map(({ proposalId, kind, by, at }) => (
          <Group key={proposalId} gap="sm">
            <ToneBadge tone="second" label={t(`proposals.kind.${kind}`)} />
            <span>
              {t('proposals.madeBy', { by })} <InstantText at={at} />
            </span>
            <Link className="desk-link" href="/changes">
              {t('days.waiting.open')}
            </Link>
          </Group>
        ))}
      </div>
    </SectionCard>
  )
}

function Findings({ report }: Props) {
  const t = useText()
  const download = useDownload()
  const nameOf = new Map(report.rows.map(({ bankAccountId, name, currency }) => [bankAccountId, { name, currency }]))
  return (
    <SectionCard flush title={t('days.findings.title')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('days.findings.when')}</Table.Th>
            <Table.Th>{t('days.report.account')}</Table.Th>
            <Table.Th ta="right">{t('days.report.variance')}</Table.Th>
            <Table.Th>{t('days.findings.text')}</Table.Th>
            <Table.Th>{t('days.findings.evidence')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.findings.map(({ at, by, bankAccountId, varianceMinor, explanation, fileId, fileName }) => (
            <Table.Tr key={`${bankAccountId} ${at}`}>
              <Table.Td>
                <InstantText at={at} />
                <div className={classes.dimmed}>{by}</div>
              </Table.Td>
              <Table.Td>{nameOf.get(bankAccountId)?.name ?? ''}</Table.Td>
              <Table.Td>
                {varianceMinor === null ? (
                  <div className={classes.right}>—</div>
                ) : (
                  <MoneyText
                    amountMinor={varianceMinor}
                    currency={nameOf.get(bankAccountId)?.currency ?? 'HKD'}
                    layout="column"
                  />
                )}
              </Table.Td>
              <Table.Td>{explanation}</Table.Td>
              <Table.Td>
                {fileId === null ? (
                  <span className={classes.dimmed}>—</span>
                ) : (
                  <Anchor component="button" size="sm" onClick={() => void download.save(fileId)}>
                    <IconPaperclip size={14} /> {fileName}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
    </SectionCard>
  )
}

function Adjustments({ report }: Props) {
  const t = useText()
  return (
    <SectionCard flush title={t('days.adjustments.title')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('days.adjustments.journal')}</Table.Th>
            <Table.Th>{t('days.adjustments.people')}</Table.Th>
            <Table.Th>{t('days.adjustments.reason')}</Table.Th>
            <Table.Th>{t('days.report.account')}</Table.Th>
            <Table.Th ta="right">{t('days.adjustments.amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.adjustments.flatMap(({ journalId, madeBy, confirmedBy, at, reason, reversedBy, lines }) =>
            lines.map(({ account, currency, amountMinor }, place) => (
              <Table.Tr key={`${journalId} ${account}`}>
                <Table.Td>
                  {place === 0 && (
                    <>
                      {journalId}
                      {reversedBy !== null && (
                        <div className={classes.dimmed}>
                          {t('ledger.journals.reversedBy', { id: String(reversedBy) })}
                        </div>
                      )}
                    </>
                  )}
                </Table.Td>
                <Table.Td>
                  {place === 0 && (
                    <>
                      {t('days.adjustments.by', { madeBy, confirmedBy })}
                      <div className={classes.dimmed}>
                        <InstantText at={at} />
                      </div>
                    </>
                  )}
                </Table.Td>
                <Table.Td>{place === 0 && reason}</Table.Td>
                <Table.Td>{account}</Table.Td>
                <Table.Td>
                  <MoneyText amountMinor={amountMinor} currency={currency} layout="column" />
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function Archives({ report }: Props) {
  const t = useText()
  const download = useDownload()
  return (
    <SectionCard title={t('days.archives.title')} aside={t('days.archives.hint')}>
      <div className={classes.stack}>
        {report.archives.map((archive) => (
          <div key={archive.revision} className={classes.stack}>
            <Group gap="sm">
              <strong>{t('days.archives.revision', { revision: archive.revision })}</strong>
              <CopyText text={archive.digest} maxChars={25} />
              {archive.pdfFileId !== null && (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconFileTypePdf size={14} />}
                  onClick={() => archive.pdfFileId !== null && void download.save(archive.pdfFileId)}
                >
                  {t('days.report.pdf')}
                </Button>
              )}
              {archive.xlsxFileId !== null && (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconFileTypeXls size={14} />}
                  onClick={() => archive.xlsxFileId !== null && void download.save(archive.xlsxFileId)}
                >
                  {t('days.report.xlsx')}
                </Button>
              )}
            </Group>
            <div className={classes.dimmed}>
              {t('days.archives.signedBy', { names: archive.signatures.map(({ by }) => by).join(', ') })}
              {' · '}
              {t('days.archives.unlocked', { askedBy: archive.askedBy, confirmedBy: archive.confirmedBy })}{' '}
              <InstantText at={archive.unlockedAt} />
            </div>
            <div>“{archive.reason}”</div>
          </div>
        ))}
        {download.problem !== null && <ErrorNote sentence={download.problem} />}
      </div>
    </SectionCard>
  )
}
