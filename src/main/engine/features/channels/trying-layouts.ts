/** A layout being written: its sample, what keeps it from use, and a file of the bank held against it. Nothing is kept. */
import { UploadLayout } from '../../../../contract/layouts.ts'
import type { Call } from '../../call.ts'
import { fileBytes } from '../../files/store.ts'
import { problemsOfLayout, sampleText } from '../../formats/uploads/check.ts'
import { readSample } from '../../formats/uploads/read.ts'
import { allChannels, keptLayouts } from './registry.ts'

type Problem = { path: string; intended: string; found: string }
const MOST_PROBLEMS = 20

export function tryLayout(
  call: Call,
  { definition, sampleFileId }: { definition: string; sampleFileId: number | null },
) {
  const read = parsed(definition)
  if (!('layout' in read)) return { text: null, problems: read.problems, sample: null }
  const { layout } = read
  const sample = sampleFileId === null ? null : readSample(fileBytes(call, sampleFileId), layout)
  return {
    text: sampleText(layout),
    problems: problemsOfLayout(layout).slice(0, MOST_PROBLEMS),
    sample: sample && { lines: sample.lines.length, problems: sample.problems },
  }
}

function parsed(definition: string): { layout: UploadLayout } | { problems: Problem[] } {
  let read: unknown
  try {
    read = JSON.parse(definition)
  } catch {
    return { problems: [{ path: 'definition', intended: 'JSON', found: definition.slice(0, 40) }] }
  }
  const result = UploadLayout.safeParse(read)
  if (result.success) return { layout: result.data }
  const problems = result.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ path: path.join('.'), intended: message, found: '' }))
  return { problems }
}

/** Every layout with the channels that write by it. */
export function layoutsInUse(call: Call) {
  const channels = allChannels(call)
  return keptLayouts(call).map(({ definition, ...kept }) => ({
    layout: definition,
    usedBy: channels.filter(({ layout }) => layout === definition.key).map(({ name }) => name),
    ...kept,
  }))
}
