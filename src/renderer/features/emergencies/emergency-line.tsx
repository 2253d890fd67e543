/** One emergency: what, why, by whom; and the two steps that lift it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Emergency } from '../../../contract/emergencies.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import classes from './emergencies.module.css'

export function EmergencyLine({ emergency, mayLift }: { emergency: Emergency; mayLift: boolean }) {
  const t = useText()
  const [lifting, setLifting] = useState(false)
  const { kind, about, reason, by, at, liftAskedBy, liftAskedByMe, liftReason, liftedBy, heldRequests } = emergency
  const asked = liftAskedBy !== null
  return (
    <div className={classes.row}>
      <div>
        <b>{t(`emergencies.banner.${kind}`, { about })}</b>: {reason}
        <div className={classes.dimmed}>
          {t('emergencies.by', { by })} <InstantText at={at} />
        </div>
        {kind === 'suspend' && heldRequests !== null && (
          <div className={classes.dimmed}>{t('emergencies.held', { n: heldRequests })}</div>
        )}
        {asked && liftedBy === null && (
          <div className={classes.dimmed}>
            {liftAskedByMe
              ? t('emergencies.askedByMe')
              : t('emergencies.askedBy', { by: liftAskedBy ?? '', reason: liftReason })}
          </div>
        )}
        {liftedBy !== null && (
          <div className={classes.dimmed}>{t('emergencies.liftedBy', { asked: liftAskedBy ?? '', by: liftedBy })}</div>
        )}
      </div>
      {mayLift && !liftAskedByMe && (
        <Button variant="default" color="violet" onClick={() => setLifting(true)}>
          {t(asked ? 'emergencies.confirmLift' : 'emergencies.askLift')}
        </Button>
      )}
      {lifting && <LiftDialog emergency={emergency} onClose={() => setLifting(false)} />}
    </div>
  )
}

function LiftDialog({ emergency, onClose }: { emergency: Emergency; onClose(): void }) {
  const t = useText()
  const lift = useCommand(api.emergencies.lift, { onDone: onClose })
  const { emergencyId, version, kind, about, liftAskedBy } = emergency
  return (
    <ReasonDialog
      oneLine
      tone="second"
      title={t(`emergencies.banner.${kind}`, { about })}
      submit={t(liftAskedBy === null ? 'emergencies.askLift' : 'emergencies.confirmLift')}
      label={t('emergencies.liftReason')}
      busy={lift.busy}
      refusal={lift.refusal}
      onReason={(reason) => void lift.run({ emergencyId, expectedVersion: version, reason })}
      onClose={onClose}
    />
  )
}
