/** The report as it was prepared, to print and to keep. */
import { Button, Group } from '@mantine/core'
import { IconFileTypePdf, IconFileTypeXls } from '@tabler/icons-react'
import type { DayReport } from '../../../contract/days.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import classes from './days.module.css'

export function DayArchive({ report }: { report: DayReport }) {
  const t = useText()
  const download = useDownload()
  const { pdfFileId, xlsxFileId } = report
  if (pdfFileId === null && xlsxFileId === null) {
    return <span className={classes.dimmed}>{t('days.report.archiveNone')}</span>
  }
  return (
    <>
      <Group gap="xs">
        {pdfFileId !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileTypePdf size={16} />}
            disabled={download.busy}
            onClick={() => void download.save(pdfFileId)}
          >
            {t('days.report.pdf')}
          </Button>
        )}
        {xlsxFileId !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileTypeXls size={16} />}
            disabled={download.busy}
            onClick={() => void download.save(xlsxFileId)}
          >
            {t('days.report.xlsx')}
          </Button>
        )}
      </Group>
      {download.problem !== null && <ErrorNote sentence={download.problem} />}
    </>
  )
}
