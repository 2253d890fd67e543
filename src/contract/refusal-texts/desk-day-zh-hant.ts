/** The sentences of refusals of the desk's day: timeline, signers, steps at the bank; in Traditional Chinese. */
import type { RefusalCode } from '../refusals.ts'

export const deskDayTextsZhHant = {
  TIMELINE_NOT_OWN_WORK: '「{what}」由人員執行，其狀態由帳目讀出，系統不能代為執行。請開啟其頁面處理餘下項目。',
  TIMELINE_TOO_EARLY: '「{what}」於 {date} {at} 開始，時間未到。屆時系統會自動執行；請稍後再試。',
  SIGNER_NOT_REGISTERED: '{by} 於 {date} 並非 {bank} 的登記簽署人。須由登記簽署人放行，或由兩人更改名冊。',
  SIGNER_ABSENT: '{by} 已登記缺勤至 {until}。須由後備簽署人放行，或於「簽署人」結束缺勤。',
  SIGNER_BACKUP_NOT_NEEDED: '{by} 是 {bank} 的後備簽署人，而主要簽署人在場：{names}。須由其中一人放行。',
  SIGNERS_TOO_FEW:
    '{bank} 需兩名簽署人，今日只有 {count} 名可簽。下一個有兩名的日子為 {date}：請將此批次延至該日，緊急者請上報提款營運主管。',
  ABSENCE_DATES: '缺勤將於 {from} 開始、{to} 結束；今日為 {today}。請按次序輸入今日起的日子。',
  ABSENCE_THERE: '{by} 已登記由 {from} 至 {to} 缺勤。請先結束該缺勤，再輸入新日子。',
  ABSENCE_OVER: '{by} 的此項缺勤早已結束，無可結束。請重新讀取名單。',
  SIGNERS_PRESENT: '{bank} 今日有兩名簽署人可簽，批次 {batch} 無須等候。請 {names} 放行。',
  BANK_STEP_ORDER: '批次 {batch} 目前為「{status}」，在銀行尚未到此步驟。下一步須記錄「{next}」。',
  BANK_STEP_THERE: '批次 {batch} 的此步驟已由 {by} 記錄。請重新讀取批次後繼續。',
  BANK_STEP_SAME_SIGNER: '{by} 已於銀行為批次 {batch} 作首次授權。第二次必須由另一名簽署人作出。',
  BANK_STEP_EVIDENCE: '記錄批次 {batch} 在銀行生效須附證據。請附上銀行確認後再記錄。',
  BANK_STEP_NO_SIGNER: '批次 {batch} 在銀行的授權由簽署人作出。請選擇是誰。',
  MARK_NOT_CONFIRMED: '銀行尚未確認 {request} 的付款。請先附證據記錄其批次在銀行生效、讀入銀行答覆檔，或存入其支票。',
  MARK_NOT_PROCESSING: '{request} 目前為「{status}」，只有處理中者可標記為已處理。請重新讀取名單。',
  STORM_IN_FORCE: '{by} 已將 {date} 由 {from} 起關閉。請先解除該計劃，再宣布另一時間。',
  STORM_DAY_SHUT: '{date} {from} 之後並無開放，無可關閉。請選擇較早時間。',
  STORM_LEFT: '此計劃建立的批次 {batch} 已交出或放行，計劃不能撤回。請於日曆逐一重開。',
  STORM_LIFTED: '{date} 的計劃早已由 {by} 解除。請重新讀取頁面。',
} as const satisfies Partial<Record<RefusalCode, string>>
