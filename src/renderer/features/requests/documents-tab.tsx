/** The documents of a request: what is wanted, what came, what was accepted (R1-36). */
import { Button, Group, Select, Table, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { requestNumber } from '../../../contract/ids.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { downloadFile } from '../../api/files.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { sizeText } from '../../ui/size-text.ts'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { useOffered } from '../lists/use-lists.ts'
import { useAttachDocument } from './use-attach-document.ts'

type Document = RequestCard['documents'][number]
const TONE: Record<Document['state'], Tone> = { wanted: 'wait', attached: 'info', accepted: 'done' }

export function DocumentsTab({ card }: { card: RequestCard }) {
  const t = useText()
  const { permissions } = useMe()
  const open = card.row.department !== null
  const mayJudge = open && permissions.includes('withdrawals.requestDocuments')
  const mayAttach = open && (mayJudge || permissions.includes('withdrawals.create'))
  return (
    <>
      {card.documents.length === 0 ? (
        <Text size="sm" c="dimmed" mb="sm">
          {t('requests.documents.none')}
        </Text>
      ) : (
        <DocumentTable card={card} mayJudge={mayJudge} />
      )}
      {mayAttach && <AttachDocument card={card} />}
    </>
  )
}

function DocumentTable({ card, mayJudge }: { card: RequestCard; mayJudge: boolean }) {
  const t = useText()
  return (
    <Table mb="md" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('requests.documents.kind')}</Table.Th>
          <Table.Th>{t('requests.documents.state')}</Table.Th>
          <Table.Th>{t('requests.documents.file')}</Table.Th>
          <Table.Th>{t('requests.documents.by')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {card.documents.map((document) => (
          <DocumentLine key={document.documentId} card={card} document={document} mayJudge={mayJudge} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

type DocumentLineProps = { card: RequestCard; document: Document; mayJudge: boolean }

function DocumentLine({ card, document, mayJudge }: DocumentLineProps) {
  const t = useText()
  const word = useWords()
  const { fileId, fileName } = document
  return (
    <Table.Tr>
      <Table.Td>{word('document', document.kind)}</Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[document.state]} label={word('documentState', document.state)} />
      </Table.Td>
      <Table.Td>
        {fileId !== null && fileName !== null && (
          <UnstyledButton
            fz="sm"
            c="teal"
            aria-label={t('requests.documents.download', { name: fileName })}
            onClick={() => void downloadFile(fileId)}
          >
            {fileName}
            <Text span size="xs" c="dimmed">
              {' '}
              {sizeText(document.sizeBytes ?? 0)}
            </Text>
          </UnstyledButton>
        )}
      </Table.Td>
      <Table.Td>
        {document.by}{' '}
        <Text span size="xs" c="dimmed">
          <InstantText at={document.at} />
        </Text>
      </Table.Td>
      <Table.Td>{mayJudge && <DocumentSteps card={card} document={document} />}</Table.Td>
    </Table.Tr>
  )
}

function DocumentSteps({ card, document }: Omit<DocumentLineProps, 'mayJudge'>) {
  const t = useText()
  const word = useWords()
  const { requestId, version } = card.row
  const { documentId } = document
  const at = { requestId, expectedVersion: version, documentId }
  const mark = useCommand(api.documents.mark, {
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
  const remove = useCommand(api.documents.remove)
  const kind = word('document', document.kind)
  const accepted = document.state === 'accepted'
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {document.fileId !== null && (
        <Button
          size="compact-xs"
          variant={accepted ? 'default' : 'filled'}
          loading={mark.busy}
          onClick={() => void mark.run({ ...at, accepted: !accepted })}
        >
          {t(accepted ? 'requests.documents.unaccept' : 'requests.documents.accept')}
        </Button>
      )}
      <ConfirmAction
        label={t('requests.documents.removeTitle', { kind })}
        button={t('requests.documents.remove')}
        tone="late"
        variant="subtle"
        size="compact-xs"
        busy={remove.busy}
        refusal={remove.refusal}
        onOpen={remove.reset}
        onConfirm={async () => (await remove.run(at)) !== undefined}
      >
        {t('requests.documents.removeWhat', { kind, request: requestNumber(requestId) })}
      </ConfirmAction>
    </Group>
  )
}

function AttachDocument({ card }: { card: RequestCard }) {
  const t = useText()
  const word = useWords()
  const wanted = card.documents.find(({ state }) => state === 'wanted')?.kind
  const [chosen, setChosen] = useState<string | null>(null)
  const offered = (useOffered('documentKind') ?? []).map(({ key }) => key)
  // What was asked for once may still be brought, even if it is not asked for any more.
  const kinds = [...new Set([...offered, ...(wanted === undefined ? [] : [wanted])])]
  const kind = chosen ?? wanted ?? kinds[0] ?? 'other'
  const { sending, refusal, attach } = useAttachDocument(card, () => setChosen(null))
  return (
    <Group align="flex-end" gap="md" wrap="nowrap">
      <Select
        w={220}
        label={t('requests.documents.kind')}
        data={kinds.map((value) => ({ value, label: word('document', value) }))}
        value={kind}
        onChange={setChosen}
      />
      <div style={{ flex: 1 }}>
        <FileDrop
          compact
          hint={t('requests.documents.attach', { kind: word('document', kind) })}
          sending={sending}
          onFile={(file) => void attach(kind, file)}
        />
        <RefusalNote refusal={refusal} />
      </div>
    </Group>
  )
}
