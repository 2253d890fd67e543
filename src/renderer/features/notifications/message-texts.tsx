/** The texts of the messages in both languages, with the figures that each may name. */
import { Button, Code, Group, Skeleton, Stack, Table, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './notifications.module.css'

type MessageText = Awaited<ReturnType<Api['notifications']['templates']>>[number]

export function MessageTexts() {
  const t = useText()
  const word = useWords()
  const { permissions } = useMe()
  const [edited, setEdited] = useState<MessageText | null>(null)
  const list = useApi(['notifications.templates'], () => api.notifications.templates({}), { topics: ['notifications'] })
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  if (!list.data) return <Skeleton height={320} />
  return (
    <SectionCard flush label={t('notifications.tab.texts')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={220}>{t('notifications.column.message')}</Table.Th>
            <Table.Th w={110}>{t('notifications.column.language')}</Table.Th>
            <Table.Th>{t('notifications.column.text')}</Table.Th>
            <Table.Th w={150}>{t('notifications.column.changed')}</Table.Th>
            <Table.Th w={80} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.data.map((row) => (
            <Table.Tr key={`${row.template} ${row.language}`}>
              <Table.Td>
                {t(`notifications.template.${row.template}`)}
                <div className={classes.dimmed}>
                  {row.channels.map((each) => t(`notifications.channel.${each}`)).join(', ')}
                </div>
              </Table.Td>
              <Table.Td>{word('language', row.language)}</Table.Td>
              <Table.Td>
                <strong>{row.subject}</strong>
                <p className={classes.text}>{row.body}</p>
              </Table.Td>
              <Table.Td className={classes.dimmed}>
                {row.changedBy === null ? t('settings.neverChanged') : t('settings.changedBy', { by: row.changedBy })}
              </Table.Td>
              <Table.Td>
                {permissions.includes('admin.settings') && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconPencil size={14} />}
                    aria-label={t('notifications.editOf', {
                      name: t(`notifications.template.${row.template}`),
                      language: word('language', row.language),
                    })}
                    onClick={() => setEdited(row)}
                  >
                    {t('operators.edit')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {edited && <TextDialog text={edited} onClose={() => setEdited(null)} />}
    </SectionCard>
  )
}

function TextDialog({ text, onClose }: { text: MessageText; onClose(): void }) {
  const t = useText()
  const word = useWords()
  const [subject, setSubject] = useState(text.subject)
  const [body, setBody] = useState(text.body)
  const set = useCommand(api.notifications.setTemplate, { onDone: onClose })
  const { template, language, version } = text
  return (
    <FormDialog
      size="lg"
      title={`${t(`notifications.template.${template}`)} · ${word('language', language)}`}
      submit={t('notifications.saveText')}
      busy={set.busy}
      refusal={set.refusal}
      disabled={subject.trim() === '' || body.trim() === ''}
      onSubmit={() => void set.run({ template, language, expectedVersion: version, subject, body })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          required
          data-autofocus
          label={t('notifications.column.subject')}
          maxLength={LIMITS.nameChars}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Textarea
          required
          autosize
          minRows={5}
          label={t('notifications.column.text')}
          maxLength={LIMITS.commentChars}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Group gap={6} className={classes.dimmed}>
          {t('notifications.figures')}
          {text.figures.map((figure) => (
            <Code key={figure}>{`{${figure}}`}</Code>
          ))}
        </Group>
      </Stack>
    </FormDialog>
  )
}
