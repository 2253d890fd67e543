/** One audit: its key, its nine steps, the items to judge, findings and their correction (R2-89, R2-90). */
import { ActionIcon, Button, Group, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconFileTypePdf, IconFileTypeXls } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import type { RegularAudit } from '../../../contract/audits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useDownload } from '../../api/use-download.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { AuditFindings } from './audit-findings.tsx'
import { AuditItems } from './audit-items.tsx'
import { AuditSteps } from './audit-steps.tsx'
import classes from './audits.module.css'

export default function AuditPage() {
  const auditId = Number(useParams().auditId)
  const found = useApi(['audits.get', auditId], () => api.audits.get({ auditId: auditId as never }), {
    topics: ['audits'],
  })
  if (found.problem !== null)
    return (
      <PageBody>
        <ErrorNote sentence={found.problem} onRetry={found.reload} />
      </PageBody>
    )
  if (!found.data)
    return (
      <PageBody>
        <Skeleton height={32} width={360} />
        <Skeleton height={320} />
      </PageBody>
    )
  return <Audit audit={found.data} />
}

function Audit({ audit }: { audit: RegularAudit }) {
  return (
    <PageBody>
      <Header audit={audit} />
      <div className={classes.split}>
        <div className={classes.stack}>
          <AuditItems audit={audit} />
          <AuditFindings audit={audit} />
        </div>
        <div className={classes.stack}>
          <AuditSteps audit={audit} />
          <About audit={audit} />
        </div>
      </div>
    </PageBody>
  )
}

function Header({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const language = useLanguage()
  const download = useDownload()
  const { kind, from, to, state, late } = audit.row
  const { pdfFileId, xlsxFileId } = audit
  return (
    <PageHeader
      before={
        <ActionIcon component={Link} href="/audits" aria-label={t('audits.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      }
      title={t(`audits.kind.${kind}`)}
      figures={
        <Group gap="sm">
          <span>
            {dateText(from, language, true)} – {dateText(to, language, true)}
          </span>
          <ToneBadge
            tone={late ? 'late' : state === 'ended' ? 'done' : 'info'}
            label={late ? t('audits.late') : t(`audits.state.${state}`)}
          />
        </Group>
      }
      actions={
        <>
          {pdfFileId !== null && (
            <Button
              variant="default"
              leftSection={<IconFileTypePdf size={16} />}
              onClick={() => void download.save(pdfFileId)}
            >
              {t('audits.pdf')}
            </Button>
          )}
          {xlsxFileId !== null && (
            <Button
              variant="default"
              leftSection={<IconFileTypeXls size={16} />}
              onClick={() => void download.save(xlsxFileId)}
            >
              {t('audits.xlsx')}
            </Button>
          )}
        </>
      }
    />
  )
}

function About({ audit }: { audit: RegularAudit }) {
  const t = useText()
  const language = useLanguage()
  const { row, population, seed, assignedBy, begunAt } = audit
  return (
    <SectionCard title={t('audits.about')}>
      <FieldList>
        <Field label={t('audits.reviewer')}>{row.reviewer}</Field>
        <Field label={t('audits.assignedBy')}>
          {assignedBy} <InstantText at={begunAt} />
        </Field>
        <Field label={t('audits.column.due')}>{dateText(row.due, language, true)}</Field>
        <Field label={t('audits.drawn')}>{t('audits.drawnOf', { items: row.items, population })}</Field>
        <Field label={t('audits.seed')}>
          <CopyText text={seed} maxChars={32} />
          <div className={classes.dimmed}>{t('audits.seedHint')}</div>
        </Field>
      </FieldList>
    </SectionCard>
  )
}
