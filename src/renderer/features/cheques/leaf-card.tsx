/** One printed leaf: payee, amount in figures and words, the paper itself, two signature boxes, and the next step. */
import { Link } from 'wouter'
import type { LeafRow } from '../../../contract/cheques.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { SignatureBoxes } from '../../ui/signature-boxes.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { LeafActions } from './leaf-actions.tsx'
import { LeafHistory } from './leaf-history.tsx'
import { PdfView } from './pdf-view.tsx'
import { Specimen } from './specimen.tsx'
import { SIGNABLE, TONE_OF_LEAF } from './states.ts'

const PAPER_PX = 320

export function LeafCard({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  return (
    <SectionCard
      title={leaf.number}
      aside={<ToneBadge tone={TONE_OF_LEAF[leaf.state]} label={t(`cheques.state.${leaf.state}`)} />}
    >
      <div className={classes.stack}>
        <div className={classes.pay}>
          <div>
            <span className={classes.dimmed}>{t('cheques.sign.pay')}</span>
            <div className={classes.payeeBig}>{leaf.payeeName}</div>
            <div className={classes.inWords}>{leaf.words}</div>
          </div>
          <LeafFacts leaf={leaf} />
        </div>
        <SignatureBoxes
          label={t('cheques.column.signed')}
          signatures={leaf.signatures.map(({ by, at, group, specimenFileId }) => ({
            by,
            at,
            note: (
              <>
                <span className={classes.dimmed}>{t('cheques.sign.group', { group })}</span>
                {specimenFileId !== null && <Specimen fileId={specimenFileId} by={by} />}
              </>
            ),
          }))}
          placeName={(place) => t('cheques.sign.box', { place })}
          open={
            leaf.needs.length === 0
              ? t('cheques.sign.boxOpen')
              : t('cheques.sign.needs', { needs: leaf.needs.join(' / ') })
          }
          quiet={!SIGNABLE.includes(leaf.state)}
        />
        <LeafActions leaf={leaf} />
        {leaf.pdfFileId !== null && (
          <PdfView fileId={leaf.pdfFileId} title={t('cheques.sign.file')} height={PAPER_PX} page={leaf.page ?? 1} />
        )}
        {leaf.adviceFileId !== null && (
          <PdfView
            fileId={leaf.adviceFileId}
            title={t('cheques.advice.of', { number: leaf.number })}
            height={PAPER_PX}
            page={leaf.advicePage ?? 1}
          />
        )}
        <LeafHistory leaf={leaf} />
      </div>
    </SectionCard>
  )
}

/** When, with whom, how much, for which request, and what the bank knows of it. */
function LeafFacts({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const language = useLanguage()
  return (
    <div className={classes.payRight}>
      {leaf.chequeDate !== null && (
        <span className={classes.dimmed}>
          {t('cheques.sign.date', { date: dateText(leaf.chequeDate, language, true) })}
        </span>
      )}
      {leaf.holder !== null && (
        <span className={classes.dimmed}>{t('cheques.leaf.holder', { holder: leaf.holder })}</span>
      )}
      {leaf.reported !== null && (
        <span className={classes.dimmed}>
          {t('issueFiles.told')}: {t(`issueFiles.status.${leaf.reported}`)}
        </span>
      )}
      {leaf.amountMinor !== null && (
        <MoneyText amountMinor={leaf.amountMinor} currency={leaf.currency} size="xl" strong />
      )}
      {leaf.requestId !== null && (
        <Link className="desk-link" href={`/requests/${leaf.requestId}`}>
          {requestNumber(leaf.requestId)}
        </Link>
      )}
    </div>
  )
}
