/** Documents of a request: attached, looked at, accepted (R1-36). */
import type { Handlers } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import {
  attachDocument,
  changeRequest,
  documentById,
  documentsOf,
  markDocument,
  refuseDocumentKind,
  removeDocument,
  requestAt,
} from '../requests/index.ts'

export const documentsHandlers: Handlers<'documents'> = {
  attach(call, input) {
    const request = requestAt(call, input)
    if (request.closedAt !== null) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: request.status })
    const file = fileInfo(call, input.fileId)
    // What was asked for while it was on the list may still be brought.
    if (!documentsOf(call, request.id).some(({ kind, state }) => kind === input.kind && state === 'wanted'))
      refuseDocumentKind(call, input.kind)
    const documentId = attachDocument(call, input)
    call.audit({
      action: 'document.attach',
      subject: `request:${request.id}`,
      requestId: request.id,
      changes: [
        ['document', null, `${input.kind}: ${file.name}`],
        ['sha256', null, file.sha256],
      ],
    })
    return { requestId: request.id, version: changeRequest(call, request, {}).version, documentId }
  },

  mark(call, input) {
    const request = requestAt(call, input)
    const document = documentById(call, request.id, input.documentId)
    if (document.fileId === null) refuse('DOCUMENTS_REQUIRED', { action: document.kind })
    const state = input.accepted ? 'accepted' : 'attached'
    markDocument(call, document.id, state)
    call.audit({
      action: 'document.mark',
      subject: `request:${request.id}`,
      requestId: request.id,
      changes: [[document.kind, document.state, state]],
    })
    return { requestId: request.id, version: changeRequest(call, request, {}).version, documentId: document.id }
  },

  remove(call, input) {
    const request = requestAt(call, input)
    const document = documentById(call, request.id, input.documentId)
    removeDocument(call, document.id)
    call.audit({
      action: 'document.remove',
      subject: `request:${request.id}`,
      requestId: request.id,
      changes: [[document.kind, document.state, null]],
    })
    return { requestId: request.id, version: changeRequest(call, request, {}).version, documentId: document.id }
  },
}
