/** The chosen leaf as it will print, on a specimen without a number, and its amount in words in both languages. */
import type { InstructionRow } from '../../../contract/batches.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './cheques.module.css'
import { PdfView } from './pdf-view.tsx'

const PREVIEW_PX = 340

export function LeafPreview({ payment, bookId }: { payment: InstructionRow; bookId: number }) {
  const t = useText()
  const { instructionId } = payment
  const preview = useApi(['cheques.preview', instructionId, bookId], () =>
    api.cheques.preview({ instructionId, bookId }),
  )
  return (
    <div className={classes.preview}>
      {preview.problem !== null ? (
        <ErrorNote sentence={preview.problem} />
      ) : (
        <PdfView
          fileId={preview.data?.fileId ?? null}
          title={t('cheques.run.previewOf', { payee: payment.payeeName })}
          height={PREVIEW_PX}
          specimen
        />
      )}
      <dl className={classes.words}>
        <dt>{payment.payeeName}</dt>
        <dd>
          <MoneyText amountMinor={payment.amountMinor} currency={payment.currency} size="lg" strong />
        </dd>
        <dt>{t('cheques.run.words')}</dt>
        <dd>
          <div>{preview.data?.words}</div>
          <div lang="zh-Hant">{preview.data?.wordsChinese}</div>
        </dd>
      </dl>
    </div>
  )
}
