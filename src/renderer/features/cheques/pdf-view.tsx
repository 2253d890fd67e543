/** A PDF of the desk as it will come out of the printer, shown by the window's own viewer. */
import { Button, Skeleton } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useRef } from 'react'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import classes from './cheques.module.css'
import { useFileAddress } from './use-file-address.ts'

export type PdfViewProps = {
  fileId: number | null
  title: string
  height: number
  page?: number
  /** Offers to print the whole file, not only to look at it. */
  printable?: boolean
  /** Only to look at: there is nothing to keep. */
  specimen?: boolean
}

export function PdfView({ fileId, title, height, page = 1, printable = false, specimen = false }: PdfViewProps) {
  const t = useText()
  const { address, problem } = useFileAddress(fileId)
  const download = useDownload()
  const viewer = useRef<HTMLIFrameElement>(null)
  if (problem !== null) return <ErrorNote sentence={problem} />
  if (fileId === null || address === null) return <Skeleton height={height} />
  const save = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} />}
      loading={download.busy}
      onClick={() => void download.save(fileId)}
    >
      {t('cheques.pdf.save')}
    </Button>
  )
  return (
    <div className={classes.pdf}>
      {navigator.pdfViewerEnabled ? (
        <iframe
          ref={viewer}
          key={`${address}-${page}`}
          className={classes.frame}
          style={{ height }}
          title={title}
          src={`${address}#page=${page}&toolbar=0&navpanes=0&view=Fit`}
        />
      ) : (
        <p className={classes.noViewer}>{t('cheques.pdf.noViewer')}</p>
      )}
      <div className={classes.pdfActions}>
        {printable && navigator.pdfViewerEnabled && (
          <>
            <span className={classes.dimmed}>{t('cheques.pdf.printHint')}</span>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPrinter size={14} />}
              onClick={() => viewer.current?.contentWindow?.print()}
            >
              {t('cheques.pdf.print')}
            </Button>
          </>
        )}
        {!specimen && save}
        {download.problem !== null && <ErrorNote sentence={download.problem} />}
      </div>
    </div>
  )
}
