/** On the card of a high-risk request: why, whether it is in the register, what the client is asked, who has to decide. */
import { Button, CopyButton, Modal, Stack } from '@mantine/core'
import { IconCopy, IconMessageQuestion, IconNotebook } from '@tabler/icons-react'
import { useState } from 'react'
import type { RiskReason } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { EnterDialog } from './enter-dialog.tsx'
import classes from './risk.module.css'
import { countryName } from './risk-regions.tsx'

type State = Awaited<ReturnType<typeof api.risk.ofRequest>>

export function RiskPanel({ requestId }: { requestId: number }) {
  const t = useText()
  const found = useApi(['risk.ofRequest', requestId], () => api.risk.ofRequest({ requestId: requestId as never }), {
    topics: ['requests', 'customers', 'settings'],
    requestId,
  })
  if (!found.data || (found.data.reasons.length === 0 && found.data.entries.length === 0)) return null
  return (
    <section className={classes.bar} aria-label={t('risk.panel.title')}>
      <Words state={found.data} />
      <PanelActions state={found.data} requestId={requestId} />
    </section>
  )
}

function Words({ state }: { state: State }) {
  const t = useText()
  const language = useLanguage()
  const reason = (each: RiskReason): string =>
    each === 'highRiskRegion'
      ? `${t(`risk.kind.${each}`)}: ${countryName(state.region, language)}`
      : t(`risk.kind.${each}`)
  const last = state.entries.at(-1)
  return (
    <div className={classes.words}>
      {state.reasons.map(reason).join(' · ')}{' '}
      {state.missing.length > 0 ? (
        <ToneBadge tone="late" label={t('risk.panel.missing')} />
      ) : state.locked ? (
        <ToneBadge tone="second" label={t('risk.panel.locked')} />
      ) : (
        <ToneBadge tone="done" label={t('risk.panel.registered')} />
      )}
      {last && (
        <div className={classes.answers}>
          {[t(`risk.assessment.${last.assessment}`), last.answers.reason, last.note, last.by]
            .filter((text) => text !== '')
            .join(' · ')}
          {last.decision &&
            ` · ${t(`risk.decision.${last.decision.decision}`)}: ${last.decision.note} (${last.decision.by})`}
        </div>
      )}
    </div>
  )
}

function PanelActions({ state, requestId }: { state: State; requestId: number }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<'inquiry' | 'enter' | null>(null)
  const first = state.missing[0] ?? state.reasons[0] ?? 'highRiskClient'
  return (
    <>
      {state.inquiry && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconMessageQuestion size={14} />}
          onClick={() => setOpened('inquiry')}
        >
          {t('risk.panel.inquiry')}
        </Button>
      )}
      {me.permissions.includes('risk.register') && (
        <Button
          size="xs"
          variant={state.missing.length > 0 ? 'filled' : 'default'}
          leftSection={<IconNotebook size={14} />}
          onClick={() => setOpened('enter')}
        >
          {t('risk.panel.enter')}
        </Button>
      )}
      {opened === 'inquiry' && state.inquiry && (
        <InquiryDialog inquiry={state.inquiry} onClose={() => setOpened(null)} />
      )}
      {opened === 'enter' && <EnterDialog requestId={requestId} first={first} onClose={() => setOpened(null)} />}
    </>
  )
}

/** R3-59: the message in both languages, each with a button that copies it. */
function InquiryDialog({ inquiry, onClose }: { inquiry: { en: string; 'zh-Hant': string }; onClose(): void }) {
  const t = useText()
  return (
    <Modal opened onClose={onClose} size="lg" title={t('risk.panel.inquiry')}>
      <Stack>
        {([inquiry.en, inquiry['zh-Hant']] as const).map((text) => (
          <div key={text}>
            <pre className={classes.message}>{text}</pre>
            <CopyButton value={text}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="light" mt={4} leftSection={<IconCopy size={14} />} onClick={copy}>
                  {t(copied ? 'risk.panel.copied' : 'risk.panel.copy')}
                </Button>
              )}
            </CopyButton>
          </div>
        ))}
      </Stack>
    </Modal>
  )
}
