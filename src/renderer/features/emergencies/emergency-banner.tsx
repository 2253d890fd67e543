/** What is in force, loud on every page: nobody wonders why nothing is sent. */
import { IconAlertOctagon } from '@tabler/icons-react'
import { Link } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './emergencies.module.css'

export function EmergencyBanner() {
  const t = useText()
  const { data } = useApi(['emergencies.active'], () => api.emergencies.active({}), { topics: ['emergencies'] })
  if (!data || data.length === 0) return null
  return (
    <Link href="/emergency" className={classes.banner} role="alert">
      <IconAlertOctagon size={18} aria-hidden />
      <span>
        {data.map(({ emergencyId, kind, about, reason }) => (
          <span key={emergencyId} className={classes.one}>
            <b>{t(`emergencies.banner.${kind}`, { about })}</b>: {reason}
          </span>
        ))}
      </span>
    </Link>
  )
}
