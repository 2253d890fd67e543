/**
 * Who may import what: the table of ARCHITECTURE.md as data. Every file below src/ belongs to exactly one layer, the first
 * whose pattern matches; a file that belongs to none is an error, so that a new folder has to be given its place here.
 */

export interface Layer {
  name: string
  /** Matches the path from the root of the repository. */
  files: RegExp
  /** Layers that a file of this one may import besides its own. */
  layers: readonly string[]
  /** Packages; `@scope/*` stands for every package of a scope. */
  packages: readonly string[]
  /** Node's own modules: all of them, none, or these. */
  node: 'all' | 'none' | readonly string[]
  /** Layers of which a file may be named as `./x.ts?modulePath`: the path of a bundle, not its code. */
  pathsOf?: readonly string[]
  /** Layers of which `import type` is allowed: the shapes of messages, not their code. */
  typesOf?: readonly string[]
}

export interface Violation {
  /** Path from the root of the repository. */
  file: string
  line: number
  /** Short name of the broken rule. */
  rule: string
  /** What is wrong and what is allowed instead. */
  message: string
}

const FEATURE = 'src/main/engine/features/[^/]+'
/** A module may be split by noun: `rules.ts`, `fee-rules.ts`, `rules/fees.ts`. */
const part = (names: string): RegExp =>
  new RegExp(`^${FEATURE}/(?:(?:[a-z0-9-]+-)?(?:${names})(?:-[a-z0-9-]+)?\\.ts|(?:${names})/.+)$`)
const folder = (path: string): RegExp => new RegExp(`^${path}/`)

const WINDOW = ['react', 'react-dom', '@mantine/*', '@tanstack/*', '@tabler/icons-react', 'wouter', 'dayjs', 'uqr']
const BASE = ['contract', 'leaf']
const BOOKS = ['db', 'ledger', 'audit', ...BASE]
const ENGINE_PACKAGES = ['@orpc/server', '@orpc/contract', 'zod']
const SQL_PACKAGES = ['drizzle-orm', 'better-sqlite3']
const ENGINE = [
  'engine',
  'call',
  'features',
  'pure',
  'store',
  'workflow',
  'session',
  'jobs',
  'printing',
  'files',
  'proposals',
  'mail',
  'formats',
  ...BOOKS,
]

export const LAYERS: readonly Layer[] = [
  { name: 'contract', files: folder('src/contract'), layers: [], packages: ['zod', '@orpc/contract'], node: 'none' },
  { name: 'preload', files: folder('src/preload'), layers: [], packages: ['electron'], node: 'none' },
  {
    name: 'renderer/ui',
    files: folder('src/renderer/ui'),
    layers: ['contract', 'renderer/i18n'],
    packages: WINDOW,
    node: 'none',
  },
  {
    name: 'renderer/i18n',
    files: folder('src/renderer/i18n'),
    layers: ['contract'],
    packages: ['react'],
    node: 'none',
  },
  {
    name: 'renderer/api',
    files: folder('src/renderer/api'),
    layers: ['contract', 'renderer/i18n'],
    packages: ['react', '@tanstack/*', '@orpc/client', '@orpc/contract', 'partysocket'],
    node: 'none',
  },
  {
    name: 'renderer',
    files: folder('src/renderer'),
    layers: ['contract', 'renderer/ui', 'renderer/i18n', 'renderer/api'],
    packages: WINDOW,
    node: 'none',
  },
  {
    name: 'shell',
    files: /^src\/main\/(?:shell\/|index\.ts$)/,
    layers: ['contract', 'bundle', 'spooler'],
    packages: ['electron'],
    node: 'all',
    pathsOf: ['engine'],
    typesOf: ['engine', 'leaf'],
  },
  {
    name: 'spooler',
    files: folder('src/main/spooler'),
    layers: ['contract'],
    packages: [],
    node: 'all',
    typesOf: ['leaf'],
  },
  { name: 'bundle', files: folder('src/main/bundle'), layers: ['contract'], packages: [], node: 'all' },
  {
    name: 'server',
    files: /^src\/main\/(?:server\/|serve\.ts$)/,
    layers: ['contract', 'bundle', 'spooler', ...ENGINE],
    packages: ['ws', 'zod', '@orpc/*'],
    node: 'all',
  },
  {
    name: 'cli',
    files: /^src\/main\/(?:cli\/|cli\.ts$)/,
    layers: ['contract', ...ENGINE],
    packages: ['zod', '@orpc/*'],
    node: 'all',
  },
  {
    name: 'formats',
    files: folder('src/main/engine/formats'),
    layers: ['contract'],
    packages: ['saxes', 'csv-parse', 'iconv-lite', 'pdfkit', 'fontkit', 'zod'],
    node: ['node:crypto', 'node:buffer', 'node:stream', 'node:zlib', 'node:timers'],
  },
  {
    name: 'mail',
    files: folder('src/main/engine/mail'),
    layers: [],
    packages: [],
    node: ['node:net', 'node:tls', 'node:buffer'],
  },
  {
    name: 'db',
    files: folder('src/main/engine/db'),
    layers: BASE,
    packages: [...SQL_PACKAGES, 'zod'],
    node: 'all',
  },
  ...['ledger', 'audit', 'workflow'].map(
    (name): Layer => ({
      name,
      files: folder(`src/main/engine/${name}`),
      layers: ['db', ...BASE],
      packages: [...SQL_PACKAGES, 'zod'],
      node: 'all',
    }),
  ),
  ...['session', 'jobs', 'files', 'printing', 'proposals'].map(
    (name): Layer => ({
      name,
      files: folder(`src/main/engine/${name}`),
      layers: BOOKS,
      packages: [...SQL_PACKAGES, ...ENGINE_PACKAGES],
      node: 'all',
      typesOf: ['call'],
    }),
  ),
  { name: 'pure', files: part('rules|states|postings'), layers: ['contract'], packages: [], node: 'none' },
  {
    name: 'store',
    files: part('store|schema'),
    layers: ['features', 'pure', ...BOOKS],
    packages: [...SQL_PACKAGES, 'zod'],
    node: 'all',
    typesOf: ['call'],
  },
  {
    name: 'features',
    files: folder(FEATURE),
    layers: [
      'call',
      'pure',
      'store',
      'workflow',
      'session',
      'jobs',
      'files',
      'printing',
      'proposals',
      'formats',
      ...BOOKS,
    ],
    packages: ENGINE_PACKAGES,
    node: 'all',
  },
  {
    name: 'leaf',
    files: /^src\/main\/engine\/(?:clock|ids|random|day-bounds|refuse|resources|engine-interface|open-failure)\.ts$/,
    layers: ['contract'],
    packages: [],
    node: 'all',
  },
  {
    name: 'call',
    files: /^src\/main\/engine\/(?:call|services|sessions|settings-cache|rights|lists|events)\.ts$/,
    layers: ['workflow', 'session', 'jobs', 'files', 'printing', ...BOOKS],
    packages: ENGINE_PACKAGES,
    node: 'all',
  },
  {
    name: 'engine',
    files: folder('src/main/engine'),
    layers: ENGINE,
    packages: [...ENGINE_PACKAGES, ...SQL_PACKAGES],
    node: 'all',
  },
]

/** The layer of a file, or nothing if the table has no place for it. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.files.test(path))
}

/** The feature that a file of the engine belongs to, or nothing. */
export function featureOf(path: string): string | undefined {
  return /^src\/main\/engine\/features\/([^/]+)\//.exec(path)?.[1]
}

/** SQL may stand here and nowhere else: the folders of the books, and the modules `store.ts` and `schema.ts`. */
export function maySpeakSql(path: string): boolean {
  if (/^src\/main\/engine\/(?:ledger|audit|db)\//.test(path) || part('store|schema').test(path)) return true
  return /^src\/main\/engine\/(?:workflow|session|jobs|files|printing|proposals)\/(?:[a-z0-9-]+-)?(?:store|schema)(?:-[a-z0-9-]+)?\.ts$/.test(
    path,
  )
}

/** The only modules that may ask the time, draw a random number or make an id. */
export function mayAskTheTime(path: string): boolean {
  return /^src\/main\/engine\/(?:clock|ids|random)\.ts$/.test(path)
}
