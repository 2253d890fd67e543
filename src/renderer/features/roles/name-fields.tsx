/** Name in both languages and key of a role or a department; the key is fixed once the thing exists. */
import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { LIMITS } from '../../../contract/limits.ts'
import { useText } from '../../i18n/text.tsx'
import { keyOf } from './key-of.ts'

export type NameDraft = { en: string; zh: string; key: string; reason: string }

/** The program's word; a name that is equal to it in both languages is no name of the desk's own. */
export type Usual = { en: string; zh: string } | null

export const KEY = /^[a-z][A-Za-z0-9]{1,39}$/

export function isNamed({ en, zh, key, reason }: NameDraft): boolean {
  return en.trim() !== '' && zh.trim() !== '' && KEY.test(key) && reason.trim() !== ''
}

/** What the engine is told: null where the name is the usual one. */
export function labelOf({ en, zh }: NameDraft, usual: Usual): { en: string; 'zh-Hant': string } | null {
  if (usual !== null && usual.en === en.trim() && usual.zh === zh.trim()) return null
  return { en: en.trim(), 'zh-Hant': zh.trim() }
}

type Props = { draft: NameDraft; isNew: boolean; onChange(part: Partial<NameDraft>): void }

export function NameFields({ draft, isNew, onChange }: Props) {
  const t = useText()
  const { en, zh, key } = draft
  const rename = (name: string): void =>
    onChange(isNew && (key === '' || key === keyOf(en)) ? { en: name, key: keyOf(name) } : { en: name })
  return (
    <SimpleGrid cols={isNew ? 3 : 2}>
      <TextInput
        required
        data-autofocus
        label={t('roles.form.nameEn')}
        maxLength={LIMITS.nameChars}
        value={en}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <TextInput
        required
        lang="zh-Hant"
        label={t('roles.form.nameZhHant')}
        maxLength={LIMITS.nameChars}
        value={zh}
        onChange={(event) => onChange({ zh: event.currentTarget.value })}
      />
      {isNew && (
        <TextInput
          required
          label={t('roles.form.key')}
          description={t('roles.form.keyHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={40}
          value={key}
          error={key !== '' && !KEY.test(key) ? t('roles.form.keyBad') : undefined}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  )
}

export function ReasonField({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const t = useText()
  return (
    <Textarea
      required
      label={t('roles.form.reason')}
      maxLength={LIMITS.commentChars}
      autosize
      minRows={2}
      value={draft.reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
    />
  )
}
