/**
 * House rules about single files: size of files and functions, names, and words that have no business in a repository.
 * Each rule gives back sentences that name the file and the line.
 */
import { ANONYMOUS, measureFunctions } from './functions.ts'
import { tokenize } from './source.ts'

export const MAX_FILE_LINES = 400
export const MAX_FUNCTION_LINES = 70
export const MAX_PARAMETERS = 3

/** Generated files and tables in the form of a module, which are as long as they have to be. */
export const LONG_DATA_FILES: readonly string[] = []

/** Sources whose size and names are judged. */
export function isSource(path: string): boolean {
  return /^(?:src|test|scripts)\/.*\.(?:tsx?|mjs)$/.test(path) && !path.startsWith('test/fixtures/')
}

/** A file or a function that has grown too long. */
export function sizeProblems(path: string, text: string, exempt = LONG_DATA_FILES): string[] {
  if (exempt.includes(path)) return []
  const lines = text.replace(/\n$/, '').split('\n').length
  const file = lines > MAX_FILE_LINES ? [`${path} has ${lines} lines; at most ${MAX_FILE_LINES}: split it by noun`] : []
  const functions = measureFunctions(tokenize(text))
    .filter((measured) => measured.lines > MAX_FUNCTION_LINES)
    .map(({ name, line, lines }) => `${path}:${line} ${name} has ${lines} lines; at most ${MAX_FUNCTION_LINES}`)
  return [...file, ...functions]
}

/** A function with too many parameters. Functions without a name are left out: whoever calls them back decides what they get. */
export function parameterProblems(path: string, text: string): string[] {
  return measureFunctions(tokenize(text))
    .filter(({ name, parameters }) => name !== ANONYMOUS && parameters > MAX_PARAMETERS)
    .map(({ name, line, parameters }) => `${path}:${line} ${name} has ${parameters} parameters; use an options object`)
}

/** Drawer names: they say nothing of what is inside. The last word of a file or folder name may not be one of them. */
const DRAWERS = /^(?:.*-)?(?:utils?|helpers?|common|managers?|misc|stuff)$/
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Written as the languages they are named after are written. */
const LANGUAGE_TAG = /^[a-z]{2}(?:-[A-Z][a-z]{3})?$/

/** A folder or file whose name is a drawer or is not written in kebab-case. */
export function nameProblems(path: string): string[] {
  return path.split('/').flatMap((part) => {
    const words = part.split('.')[0]!
    if (DRAWERS.test(words)) return [`${path}: "${words}" says nothing; name the thing itself`]
    return KEBAB.test(words) || LANGUAGE_TAG.test(words) ? [] : [`${path}: "${words}" is not kebab-case`]
  })
}

const BANNED: readonly [pattern: RegExp, reason: string][] = [
  [/\b(?:TO[D]O|FIX[M]E)\b/, 'unfinished work belongs in the register, not in a mark'],
  [/(?:^|[\s"'`(=:<])\/(?:work|root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*)\//, 'a path of one machine'],
  [/\b[A-Z]:\\+Users\\+\w/, 'a path of one machine'],
  [/https?:\/\/[^\s"'<>)]*(?:registry|artifactory|verdaccio|nexus)[^\s"'<>)]*/i, 'the address of a package registry'],
]

/** Lines of a text with something that must not be in the repository. */
export function textProblems(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    BANNED.flatMap(([pattern, reason]) => {
      const found = pattern.exec(line)?.[0].trim()
      return found === undefined ? [] : [`${path}:${index + 1} "${found}": ${reason}`]
    }),
  )
}

/** The packages of package.json that a list of dependencies does not explain, and the explained ones that are not there. */
export function dependencyProblems(packageJson: string, list: string): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(packageJson) as Record<string, Record<string, string>>
  const needed = Object.keys({ ...dependencies, ...devDependencies })
  const explained = [...list.matchAll(/^\| `([^`]+)` \| .*\w.* \|$/gm)].map((found) => found[1]!)
  return [
    ...needed
      .filter((name) => !explained.includes(name))
      .map((name) => `${name} has no reason in docs/dependencies.md`),
    ...explained.filter((name) => !needed.includes(name)).map((name) => `${name} is explained but not in package.json`),
  ]
}
