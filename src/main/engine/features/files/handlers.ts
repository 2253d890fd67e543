/** Files in and out in bounded chunks. */
import { LIMITS } from '../../../../contract/limits.ts'
import type { Handlers } from '../../call.ts'
import { fileChunk, fileInfo, keepFile } from '../../files/store.ts'
import { makeToken } from '../../ids.ts'

export const filesHandlers: Handlers<'files'> = {
  beginUpload(call, input) {
    const uploadId = makeToken(call.random)
    call.services.uploads.begin(uploadId, { ...input, operatorId: call.actor.operatorId, startedAt: call.now })
    return { uploadId, chunkBytes: LIMITS.chunkBytes }
  },
  append(call, { uploadId, offset, base64 }) {
    const bytes = Buffer.from(base64, 'base64')
    return {
      receivedBytes: call.services.uploads.append(uploadId, { offset, bytes, operatorId: call.actor.operatorId }),
    }
  },
  finishUpload(call, { uploadId }) {
    const upload = call.services.uploads.finish(uploadId, call.actor.operatorId)
    return call.transact(() => {
      const kept = keepFile(call, upload)
      call.audit({
        action: 'file.upload',
        subject: `file:${kept.fileId}`,
        changes: [
          ['name', null, upload.name],
          ['sha256', null, kept.sha256],
        ],
      })
      return fileInfo(call, kept.fileId)
    })
  },
  cancelUpload(call, { uploadId }) {
    call.services.uploads.cancel(uploadId, call.actor.operatorId)
    return {}
  },
  info: (call, { fileId }) => fileInfo(call, fileId),
  read(call, { fileId, offset }) {
    const { sizeBytes } = fileInfo(call, fileId)
    const chunk = fileChunk(call, fileId, { offset, bytes: LIMITS.chunkBytes })
    const next = offset + chunk.length
    return {
      base64: Buffer.from(chunk).toString('base64'),
      nextOffset: next < sizeBytes && chunk.length > 0 ? next : null,
    }
  },
}
