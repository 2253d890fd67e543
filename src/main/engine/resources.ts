/** Finds the folder of migrations, profiles, cheque stocks and fonts: in the checkout, beside the bundle or in the installed program. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Searches upwards from this module for `resources/migrations`; `COUNTERSIGN_RESOURCES` names it outright. */
export function findResources(): string {
  const named = process.env.COUNTERSIGN_RESOURCES
  if (named) return named
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'resources', 'migrations'))) return join(folder, 'resources')
    if (folder === dirname(folder)) throw new Error('the resources folder is missing: reinstall the program')
  }
}

const FONT_FILES = {
  regular: [
    'fonts/NotoSansTC_400Regular.ttf',
    '../node_modules/@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  ],
  bold: [
    'fonts/NotoSansTC_700Bold.ttf',
    '../node_modules/@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf',
  ],
} as const

/** The font file of a weight: shipped beside the resources, or the package in a checkout. */
export function fontFile(resourcesDir: string, weight: keyof typeof FONT_FILES): string {
  const found = [...FONT_FILES[weight], `../${FONT_FILES[weight][0]}`]
    .map((file) => join(resourcesDir, file))
    .find(existsSync)
  if (!found) throw new Error(`the ${weight} font is missing beside ${resourcesDir}: reinstall the program`)
  return found
}
