/** A status in words, with an icon and a colour that repeat its meaning. */
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconEye,
  IconHourglass,
  IconInfoCircle,
  IconSend,
  IconUsers,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { CommonState } from '../../contract/workflow.ts'
import classes from './status-badge.module.css'
import { groundOf, inkOf, TONE_OF_STATE, type Tone } from './tone.ts'

const ICON_OF_TONE: Record<Tone, ReactNode> = {
  neutral: <IconInfoCircle size={14} />,
  info: <IconEye size={14} />,
  done: <IconCheck size={14} />,
  wait: <IconClock size={14} />,
  late: <IconAlertTriangle size={14} />,
  second: <IconUsers size={14} />,
}

const ICON_OF_STATE: Record<CommonState, ReactNode> = {
  inReview: <IconEye size={14} />,
  waitingForInformation: <IconHourglass size={14} />,
  approvedNotSent: <IconSend size={14} />,
  succeeded: <IconCheck size={14} />,
  failed: <IconAlertTriangle size={14} />,
  rejected: <IconX size={14} />,
  cancelled: <IconBan size={14} />,
}

/** A badge for any state that has a meaning: `<ToneBadge tone="second" label="Needs a second signature" />`. */
export function ToneBadge({ tone, label, icon }: { tone: Tone; label: string; icon?: ReactNode }) {
  return (
    <span className={classes.badge} style={{ color: inkOf(tone), background: groundOf(tone) }} title={label}>
      <span aria-hidden className={classes.icon}>
        {icon ?? ICON_OF_TONE[tone]}
      </span>
      <span className={classes.word}>{label}</span>
    </span>
  )
}

/** The status of a request: the profile's word, the common state's icon and colour. */
export function StatusBadge({ label, common }: { label: string; common: CommonState }) {
  return <ToneBadge tone={TONE_OF_STATE[common]} label={label} icon={ICON_OF_STATE[common]} />
}
