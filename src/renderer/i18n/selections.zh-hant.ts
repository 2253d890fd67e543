/** Texts of steps on a selection in Traditional Chinese. */
import type { selectionsEn } from './selections.en.ts'

export const selectionsZhHant: Record<keyof typeof selectionsEn, string> = {
  'selections.takeAll': '選取此清單全部 {n} 項',
  'selections.title': '{action}：已選 {n} 項',
  'selections.submit': '{action}：{n} 項申請 · {sums}',
  'selections.exactly': '你正批准以下 {n} 項，合共 {sums}：',
  'selections.these': '涉及以下 {n} 項，合共 {sums}：',
  'selections.cannot': '以下 {n} 項不包括在內，維持原狀：',
  'selections.willBeDone': '可進行此步驟的申請',
  'selections.willNotBeDone': '不包括在內的申請',
  'selections.column.result': '結果',
  'selections.stepUp': '一次性驗證碼只需輸入一次，適用於全部申請。',
  'selections.running': '{action}：已選申請',
  'selections.progress': '已處理 {done} / {total}',
  'selections.stop': '完成此步後停止',
  'selections.end.done': '所有已選申請均已判定。',
  'selections.end.stopped': '已停止。未處理的申請維持原狀。',
  'selections.end.failed': '執行中斷。未處理的申請維持原狀，請重新選取。',
  'selections.end.counts': '完成 {done} · 拒絕 {refused} · 未處理 {waiting}',
  'selections.result.done': '現為「{status}」',
  'selections.result.waiting': '未處理',
  'selections.copy': '複製結果',
  'selections.save': '儲存為 CSV',
}
