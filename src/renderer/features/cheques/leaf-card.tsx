/** One printed leaf: payee, amount in figures and words, the paper itself, two signature boxes, and the next step. */
import { Button, Group } from '@mantine/core'
import { IconBan, IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { LeafRow } from '../../../contract/cheques.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { SignatureBoxes } from '../../ui/signature-boxes.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { LeafReasonDialog } from './leaf-reason-dialog.tsx'
import { PdfView } from './pdf-view.tsx'
import { ReleaseLeafDialog } from './release-leaf-dialog.tsx'
import { TONE_OF_LEAF } from './states.ts'

const PAPER_PX = 320
const SIGNABLE: readonly LeafRow['state'][] = ['printed', 'signedOnce']
const VOIDABLE: readonly LeafRow['state'][] = ['printed', 'signedOnce', 'signedTwice', 'released']

export function LeafCard({ leaf, page }: { leaf: LeafRow; page: number }) {
  const t = useText()
  const language = useLanguage()
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
            <Words leaf={leaf} />
          </div>
          <div className={classes.payRight}>
            {leaf.chequeDate !== null && (
              <span className={classes.dimmed}>
                {t('cheques.sign.date', { date: dateText(leaf.chequeDate, language, true) })}
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
        </div>
        <SignatureBoxes
          label={t('cheques.column.signed')}
          signatures={leaf.signatures.map(({ by, at, group }) => ({
            by,
            at,
            note: <span className={classes.dimmed}>{t('cheques.sign.group', { group })}</span>,
          }))}
          placeName={(place) => t('cheques.sign.box', { place })}
          open={t('cheques.sign.boxOpen')}
          quiet={!SIGNABLE.includes(leaf.state)}
        />
        <LeafActions leaf={leaf} />
        {leaf.pdfFileId !== null && (
          <PdfView fileId={leaf.pdfFileId} title={t('cheques.sign.file')} height={PAPER_PX} page={page} />
        )}
      </div>
    </SectionCard>
  )
}

/** The leaf keeps its words on paper; they are worked out again here from the payment, by the same rules. */
function Words({ leaf }: { leaf: LeafRow }) {
  const me = useMe()
  const { instructionId, bookId } = leaf
  const mayPreview = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.sign')
  const words = useApi(
    ['cheques.preview', instructionId, bookId],
    () => api.cheques.preview({ instructionId: instructionId ?? 0, bookId }),
    { enabled: instructionId !== null && mayPreview },
  )
  return (
    <div className={classes.inWords}>
      <div>{words.data?.words}</div>
      <div lang="zh-Hant">{words.data?.wordsChinese}</div>
    </div>
  )
}

function LeafActions({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<'release' | 'void' | null>(null)
  const mayRelease = me.permissions.includes('cheques.release')
  const signable = SIGNABLE.includes(leaf.state)
  const signed = leaf.signatures.some(({ by }) => by === me.displayName)
  return (
    <Group gap="sm" justify="flex-end">
      {mayRelease && VOIDABLE.includes(leaf.state) && (
        <Button variant="subtle" color="red" leftSection={<IconBan size={16} />} onClick={() => setOpened('void')}>
          {t('cheques.void.action')}
        </Button>
      )}
      {signable && signed && <span className={classes.dimmed}>{t('cheques.sign.byYou')}</span>}
      {signable && me.permissions.includes('cheques.sign') && !signed && <SignLeaf leaf={leaf} />}
      {leaf.state === 'signedTwice' && mayRelease && (
        <Button onClick={() => setOpened('release')}>{t('cheques.sign.release', { number: leaf.number })}</Button>
      )}
      {opened === 'release' && <ReleaseLeafDialog leaf={leaf} onClose={() => setOpened(null)} />}
      {opened === 'void' && <LeafReasonDialog leaf={leaf} kind="void" onClose={() => setOpened(null)} />}
    </Group>
  )
}

function SignLeaf({ leaf }: { leaf: LeafRow }) {
  const t = useText()
  const sign = useCommand(api.cheques.sign)
  const { leafId, version, pdfSha256, number, amountMinor, currency } = leaf
  if (pdfSha256 === null || amountMinor === null) return null
  const figures = { number, amount: moneyWords(amountMinor, currency) }
  return (
    <ConfirmAction
      tone="second"
      label={t('cheques.sign.sign', figures)}
      icon={<IconSignature size={16} />}
      busy={sign.busy}
      refusal={sign.refusal}
      onOpen={sign.reset}
      onConfirm={async () => (await sign.run({ leafId, expectedVersion: version, pdfSha256 })) !== undefined}
    >
      <p>{t('cheques.sign.signExplain', { payee: leaf.payeeName ?? '' })}</p>
      <p className={classes.dimmed}>
        <CopyText text={pdfSha256} maxChars={33} />
      </p>
    </ConfirmAction>
  )
}
