/** What a step may ask for: a comment, a reason from the profile's list, a reference of the world outside. */
import { Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { DocumentKind } from '../../../contract/documents.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { Profile } from '../../../contract/workflow.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useOffered } from '../lists/use-lists.ts'

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

type ReasonFieldProps = {
  action: string
  /** Whose reasons; the request's own around, or the desk's. */
  of?: Profile | undefined
  value: string | null
  onChange(code: string | null): void
}

/** O-04: why a request is refused, and what becomes of its money. */
export function ReasonField({ action, of, value, onChange }: ReasonFieldProps) {
  const t = useText()
  const language = useLanguage()
  const { profile } = useProfile()
  const reasons = ((of ?? profile)?.reasonCodes ?? []).filter((reason) => reason.actions.includes(action))
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

export type Wanted = DocumentKind
export type WantedDocumentsProps = { value: readonly Wanted[]; onChange(value: readonly Wanted[]): void }

/** The list of documents that may be asked for (R1-61). */
export function WantedDocuments({ value, onChange }: WantedDocumentsProps) {
  const t = useText()
  const word = useWords()
  const offered = useOffered('documentKind') ?? []
  return (
    <Checkbox.Group label={t('requests.act.documents')} withAsterisk value={[...value]} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {offered.map(({ key }) => (
          <Checkbox key={key} size="sm" value={key} label={word('document', key)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
