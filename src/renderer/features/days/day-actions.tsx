/** Prepare the report, sign it, take it back before the second signature. */
import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileText, IconLockOpen, IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import type { DayReport } from '../../../contract/days.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { useProposedThen } from '../proposals/use-proposed.ts'
import classes from './days.module.css'

type Props = { report: DayReport }

export function DayActions({ report }: Props) {
  const t = useText()
  const me = useMe()
  const [reopening, reopen] = useDisclosure(false)
  const [unlocking, unlock] = useDisclosure(false)
  const { state } = report
  const mayPrepare = me.permissions.includes('days.prepare')
  const awaited = state === 'prepared' || state === 'signedOnce'
  return (
    <>
      {awaited && mayPrepare && (
        <Button variant="default" onClick={reopen.open}>
          {t('days.report.reopen')}
        </Button>
      )}
      {state === 'open' && mayPrepare && <Prepare report={report} />}
      {awaited && me.permissions.includes('days.sign') && <Sign report={report} />}
      {state === 'signedOff' && me.permissions.includes('days.sign') && (
        <Button
          variant="default"
          leftSection={<IconLockOpen size={16} />}
          disabled={report.waiting.some(({ kind }) => kind === 'day.unlock')}
          onClick={unlock.open}
        >
          {t('days.unlock.button')}
        </Button>
      )}
      {unlocking && <UnlockDialog report={report} onClose={unlock.close} />}
      {reopening && <ReopenDialog report={report} onClose={reopen.close} />}
    </>
  )
}

function Prepare({ report }: Props) {
  const t = useText()
  const own = useLanguage()
  const [language, setLanguage] = useState(own)
  const prepare = useCommand(api.days.prepare)
  const { date, version } = report
  const ready = report.checks.every((check) => check.passed)
  return (
    <ConfirmAction
      label={t('days.report.prepare')}
      variant={ready ? 'filled' : 'default'}
      icon={<IconFileText size={16} />}
      busy={prepare.busy}
      refusal={prepare.refusal}
      onOpen={prepare.reset}
      onConfirm={async () => (await prepare.run({ date, expectedVersion: version, language })) !== undefined}
    >
      <p>{t('days.report.prepareExplain')}</p>
      <SegmentedControl
        aria-label={t('days.report.language')}
        value={language}
        onChange={(value) => setLanguage(value as typeof language)}
        data={[
          { value: 'en', label: t('days.report.language.en') },
          { value: 'zh-Hant', label: t('days.report.language.zhHant') },
        ]}
      />
    </ConfirmAction>
  )
}

function Sign({ report }: Props) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const sign = useCommand(api.days.sign)
  const { date, version, digest } = report
  if (report.signatures.some(({ by }) => by === me.displayName)) {
    return <span className={classes.dimmed}>{t('days.report.byYou')}</span>
  }
  const words = dateText(date, language, true)
  return (
    <ConfirmAction
      tone="second"
      label={t('days.report.sign', { date: words })}
      icon={<IconSignature size={16} />}
      busy={sign.busy}
      refusal={sign.refusal}
      onOpen={sign.reset}
      onConfirm={async () => (await sign.run({ date, expectedVersion: version, digest })) !== undefined}
    >
      <p>{t('days.report.signExplain')}</p>
      <p className={classes.dimmed}>
        {t('days.report.digest')} <CopyText text={digest} maxChars={33} />
      </p>
    </ConfirmAction>
  )
}

function ReopenDialog({ report, onClose }: Props & { onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const reopen = useCommand(api.days.reopen, { onDone: onClose })
  const { date, version } = report
  return (
    <ReasonDialog
      label={t('days.report.reopenReason')}
      tone="late"
      title={t('days.report.reopenTitle', { date: dateText(date, language, true) })}
      submit={t('days.report.reopenSubmit')}
      busy={reopen.busy}
      refusal={reopen.refusal}
      onReason={(reason) => void reopen.run({ date, expectedVersion: version, reason })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('days.report.reopenExplain')}</p>
    </ReasonDialog>
  )
}

/** Asks to open a signed-off day again; the report that was signed stays in the archive. */
function UnlockDialog({ report, onClose }: Props & { onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const onDone = useProposedThen(onClose)
  const unlock = useCommand(api.days.proposeUnlock, { onDone })
  const { date, version, digest } = report
  return (
    <ReasonDialog
      label={t('days.report.reopenReason')}
      tone="late"
      title={t('days.unlock.title', { date: dateText(date, language, true) })}
      submit={t('days.unlock.submit')}
      busy={unlock.busy}
      refusal={unlock.refusal}
      onReason={(reason) => void unlock.run({ date, expectedVersion: version, digest, reason })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('days.unlock.explain')}</p>
    </ReasonDialog>
  )
}
