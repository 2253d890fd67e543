/**
 * What a printed report says, independent of how it is drawn: a title, blocks in order, a footer. All words come from
 * the caller, in the operator's language; nothing here depends on the clock.
 */
import type { Column, TableRow } from '../tables/columns.ts'

export type ReportFact = { readonly label: string; readonly value: string }

export type SignatureBox = {
  /** What the signature confirms: `Prepared by`. */
  readonly title: string
  /** Words under the line, for example name and date as they are known. */
  readonly lines: readonly string[]
}

export type ReportTable = {
  readonly kind: 'table'
  readonly title?: string
  readonly columns: readonly Column[]
  readonly rows: readonly TableRow[]
  /** Rows in bold below the others, such as totals per currency. */
  readonly totals?: readonly TableRow[]
  /** Said instead of rows when there are none. */
  readonly emptyText?: string
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly ReportFact[] }
  | { readonly kind: 'signatures'; readonly boxes: readonly SignatureBox[] }
  | ReportTable

export type ReportDefinition = {
  readonly title: string
  readonly subtitle?: string
  readonly orientation?: 'portrait' | 'landscape'
  /** Instant of the report; also the creation date inside the file. */
  readonly createdAt: number
  /** IANA name of the desk's zone, for instants. */
  readonly timeZone: string
  readonly blocks: readonly ReportBlock[]
  /** Left in the footer: who made the report, for which desk. */
  readonly footer?: string
  /** Digest of the content, in full in the footer of every page. */
  readonly digest: string
  /** Default `Page {page} of {pages}`. */
  readonly pageLabel?: string
}

/** Bytes of TrueType fonts that hold Latin and Traditional Chinese. */
export type ReportFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array }
