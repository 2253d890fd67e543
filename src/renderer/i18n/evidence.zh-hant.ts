/** Texts of evidence packs in Traditional Chinese. */
import type { evidenceEn } from './evidence.en.ts'

export const evidenceZhHant: Record<keyof typeof evidenceEn, string> = {
  'evidence.open': '證據檔',
  'evidence.title': '製作證據檔？',
  'evidence.what':
    '一個檔案，包含所存檔案、分錄、批核、稽核記錄、銀行結單項目，以及可列印的頁面。其摘要值會記入稽核記錄。',
  'evidence.check': '任何人無須使用本系統，只要有此程式即可核對：',
  'evidence.submit': '製作證據檔',
}
