/** What a step may ask for: a comment, a reason from the profile's list, a reference of the world outside. */
import { Select, Textarea, TextInput } from '@mantine/core'
import { LIMITS } from '../../../contract/limits.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'

type CommentFieldProps = { value: string; needed: boolean; onChange(text: string): void; onSend(): void }

export function CommentField({ value, needed, onChange, onSend }: CommentFieldProps) {
  const t = useText()
  return (
    <Textarea
      label={t('requests.act.comment')}
      description={t(needed ? 'requests.act.commentWhy' : 'requests.act.commentOptional')}
      withAsterisk={needed}
      maxLength={LIMITS.commentChars}
      {...(needed ? { 'data-autofocus': true } : {})}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
      }}
    />
  )
}

type ReasonFieldProps = { action: string; value: string | null; onChange(code: string | null): void }

/** O-04: why a request is refused, and what becomes of its money. */
export function ReasonField({ action, value, onChange }: ReasonFieldProps) {
  const t = useText()
  const language = useLanguage()
  const { profile } = useProfile()
  const reasons = (profile?.reasonCodes ?? []).filter((reason) => reason.actions.includes(action))
  const keeps = reasons.find((reason) => reason.code === value)?.money === 'holds'
  return (
    <Select
      label={t('requests.act.reason')}
      description={keeps ? t('requests.act.reasonHolds') : undefined}
      withAsterisk
      searchable={reasons.length > 8}
      data-autofocus
      data={reasons.map((reason) => ({ value: reason.code, label: reason.label[language] }))}
      value={value}
      onChange={onChange}
    />
  )
}

type ReferenceFieldProps = { value: string; onChange(text: string): void }

/** R2-28: the number under which something was done outside of the desk. */
export function ReferenceField({ value, onChange }: ReferenceFieldProps) {
  const t = useText()
  return (
    <TextInput
      label={t('requests.act.reference')}
      description={t('requests.act.referenceWhy')}
      withAsterisk
      maxLength={LIMITS.shortTextChars}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
