/**
 * The requirement register: one entry for each number of the rule files, with its state and with the tests or screens that
 * show it. Reads, checks and orders `docs/requirements/register.json` and draws `register.md` from it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { slugOf } from './markdown.ts'

export interface Rule {
  id: string
  title: string
  /** Rule file, heading of its set and heading of the chapter in which the rule stands. */
  file: string
  set: string
  chapter: string
  /** Address of the rule's heading in its file. */
  anchor: string
}

export interface Entry {
  id: string
  title: string
  state: 'done' | 'partly' | 'planned'
  /** Paths from the root; `path#text` says that the file contains the text. */
  shownBy: string[]
  note?: string
}

const STATES = ['done', 'partly', 'planned'] as const
const FOLDER = 'docs/requirements'

/** Every requirement of the rule files, in their order. */
export function readRules(root: string): Rule[] {
  const files = readdirSync(join(root, FOLDER)).filter((name) => /^R\d-.*\.md$/.test(name))
  return files.sort().flatMap((file) => {
    let [set, chapter] = ['', '']
    const rules: Rule[] = []
    for (const line of readFileSync(join(root, FOLDER, file), 'utf8').split('\n')) {
      const [, marks, heading] = /^(#{1,4}) (.*)$/.exec(line) ?? []
      if (marks === undefined || heading === undefined) continue
      const [, id, area] = /^(R\d-\d{2,3}) · (.+)$/.exec(heading) ?? []
      if (marks === '#') set = heading
      else if (id === undefined || area === undefined) chapter = heading
      else rules.push({ id, title: area.replace(/ \*\(.*\)\*$/, ''), file, set, chapter, anchor: slugOf(heading) })
    }
    return rules
  })
}

/** The register as it is stored. Throws if it is not JSON. */
export function readRegister(root: string): Entry[] {
  const path = join(root, FOLDER, 'register.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Entry[]) : []
}

/** Entries in the order of the rules; a rule without an entry gets one that is planned, and titles follow the rules. */
export function completeEntries(rules: readonly Rule[], entries: readonly Entry[]): Entry[] {
  return rules.map(({ id, title }) => {
    const known = entries.find((entry) => entry.id === id)
    return { ...(known ?? { id, state: 'planned' as const, shownBy: [] }), title }
  })
}

/** The text of register.json: one line for each entry, so that edits of several people meet as little as possible. */
export function toRegisterJson(entries: readonly Entry[]): string {
  const lines = entries.map(({ id, title, state, shownBy, note }) => {
    const paths = shownBy.length === 0 ? '[]' : `[${shownBy.map((path) => JSON.stringify(path)).join(', ')}]`
    const tail = note === undefined ? '' : `, "note": ${JSON.stringify(note)}`
    return `  { "id": "${id}", "title": ${JSON.stringify(title)}, "state": "${state}", "shownBy": ${paths}${tail} }`
  })
  return `[\n${lines.join(',\n')}\n]\n`
}

/** What is wrong with a register, as sentences; none if all is well. */
export function registerProblems(root: string, rules: readonly Rule[], entries: readonly Entry[]): string[] {
  const ids = new Set(rules.map((rule) => rule.id))
  const counts = new Map<string, number>()
  for (const { id } of entries) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [
    ...[...ids].filter((id) => !counts.has(id)).map((id) => `${id} is missing from the register`),
    ...[...counts].filter(([, count]) => count > 1).map(([id]) => `${id} is in the register more than once`),
    ...[...counts.keys()].filter((id) => !ids.has(id)).map((id) => `${id} is in the register but in no rule file`),
    ...entries.flatMap((entry) => entryProblems(root, entry).map((problem) => `${entry.id}: ${problem}`)),
  ]
}

function entryProblems(root: string, { state, shownBy, note }: Entry): string[] {
  const problems = shownBy.flatMap((place) => {
    const [path, ...rest] = place.split('#') as [string, ...string[]]
    if (!existsSync(join(root, path))) return [`${path} does not exist`]
    const text = rest.join('#')
    return text === '' || readFileSync(join(root, path), 'utf8').includes(text)
      ? []
      : [`${path} does not contain "${text}"`]
  })
  if (!STATES.includes(state)) problems.push(`the state "${state}" is none of ${STATES.join(', ')}`)
  if (state === 'done' && !shownBy.some((path) => /^(?:test|src\/renderer)\//.test(path))) {
    problems.push('a requirement that is done names at least one test or screen in shownBy')
  }
  if (state === 'partly' && !note) problems.push('a requirement that is partly done says in its note what is missing')
  return problems
}

/** The text of register.md. */
export function toRegisterMarkdown(rules: readonly Rule[], entries: readonly Entry[]): string {
  const sets = [...new Set(rules.map((rule) => rule.file))]
  const count = (of: readonly Entry[]): string =>
    STATES.map((state) => of.filter((e) => e.state === state).length).join(' | ')
  const entriesOf = (file: string): Entry[] =>
    rules.filter((rule) => rule.file === file).map((rule) => entries.find((entry) => entry.id === rule.id)!)
  const summary = sets.map((file) => {
    const own = entriesOf(file)
    return `| [${file}](${file}) | ${count(own)} | ${own.length} |`
  })
  return [
    '# Requirement register',
    '',
    'Generated from `register.json` by `node scripts/register.mjs`; change that file, not this one.',
    'A requirement is *done* when a test or a screen named here shows it.',
    '',
    '| Rules | Done | Partly | Planned | All |',
    '|---|---|---|---|---|',
    ...summary,
    `| **Total** | ${count(entries)} | ${entries.length} |`,
    ...sets.flatMap((file) =>
      setLines(
        rules.filter((rule) => rule.file === file),
        entries,
      ),
    ),
    '',
  ].join('\n')
}

function setLines(rules: readonly Rule[], entries: readonly Entry[]): string[] {
  const chapters = [...new Set(rules.map((rule) => rule.chapter))]
  const head = ['| Requirement | State | Shown by | Note |', '|---|---|---|---|']
  return [
    '',
    `## ${rules[0]!.set}`,
    ...chapters.flatMap((chapter) => {
      const rows = rules.filter((rule) => rule.chapter === chapter)
      return [
        '',
        `### ${chapter}`,
        '',
        ...head,
        ...rows.map((rule) => row(rule, entries.find((e) => e.id === rule.id)!)),
      ]
    }),
  ]
}

function row(rule: Rule, { state, shownBy, note }: Entry): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|')
  const places = shownBy.map((place) => {
    const [path, ...rest] = place.split('#') as [string, ...string[]]
    const text = rest.length === 0 ? '' : `: ${rest.join('#')}`
    return `[${path.slice(path.lastIndexOf('/') + 1)}](../../${path})${text}`
  })
  return `| [${rule.id}](${rule.file}#${rule.anchor}) ${cell(rule.title)} | ${state} | ${cell(places.join('<br>'))} | ${cell(note ?? '')} |`
}
