/**
 * Headings and links of Markdown files, with the addresses that code hosts give to headings.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface MarkdownLink {
  target: string
  line: number
}

/** The address of a heading: lower case, punctuation dropped, blanks as hyphens. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

/** Lines of a text with those inside fenced code blocks emptied, so that line numbers stay. */
function proseLines(text: string): string[] {
  let fence = false
  return text.split('\n').map((line) => {
    const mark = /^\s*```/.test(line)
    if (mark) fence = !fence
    return mark || fence ? '' : line
  })
}

/** The addresses of all headings; a repeated heading gets -1, -2, … */
export function headingSlugs(text: string): Set<string> {
  const slugs = new Set<string>()
  for (const line of proseLines(text)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1]
    if (heading === undefined) continue
    const slug = slugOf(heading)
    let unique = slug
    for (let count = 1; slugs.has(unique); count += 1) unique = `${slug}-${count}`
    slugs.add(unique)
  }
  return slugs
}

/** Every link and picture of a text, code left out. */
export function linksOf(text: string): MarkdownLink[] {
  return proseLines(text).flatMap((line, index) =>
    [...line.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((found) => ({
      target: found[1]!,
      line: index + 1,
    })),
  )
}

/** Relative links of one file that lead to no file or to no heading, as sentences. */
export function brokenLinks(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return linksOf(text).flatMap(({ target, line }) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return []
    const [path, anchor] = target.split('#') as [string, string | undefined]
    const leadsTo = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path))
    if (!existsSync(join(root, leadsTo))) return [`${file}:${line} links to ${leadsTo}, which does not exist`]
    if (anchor === undefined || !leadsTo.endsWith('.md')) return []
    const known = headingSlugs(path === '' ? text : readFileSync(join(root, leadsTo), 'utf8'))
    return known.has(decodeURI(anchor))
      ? []
      : [`${file}:${line} links to #${anchor}, which is no heading of ${leadsTo}`]
  })
}
