/** Texts of the help in Traditional Chinese. */
import type { helpEn } from './help.en.ts'

export const helpZhHant: Record<keyof typeof helpEn, string> = {
  'help.title': '說明',
  'help.topics': '說明主題',
  'help.about': '說明：{topic}',
  'help.goThere': '前往該頁',
  'help.part.trigger': '何時',
  'help.part.checklist': '查看甚麼',
  'help.part.action': '怎樣做',
  'help.part.verification': '怎樣核實',

  'help.topic.lifecycle': '提款的過程',
  'help.lifecycle.trigger': '有新申請：在客戶卡上記錄、由檔案匯入，或由其他部門轉來。它會在下一位處理者的佇列中。',
  'help.lifecycle.checklist':
    '金額和貨幣、付給誰和付到哪裏、各項檢查及其數字、文件和備註。未通過的檢查會說明由哪個數字決定、怎樣處理。',
  'help.lifecycle.action':
    '開啟申請，按其中一個可用的動作；其他動作會說明為何不屬於您。批核只涵蓋畫面上的內容，其後的修改會令批核作廢。',
  'help.lifecycle.verification': '卡上的路徑顯示到了哪一步，審計記錄顯示誰做了甚麼。銀行結單未確認之前，不算已付。',

  'help.topic.leadTransactions': '客戶交易',
  'help.leadTransactions.trigger': '客戶要求付款、新增收款帳戶，或查詢申請的結果。',
  'help.leadTransactions.checklist': '交易帳戶的帳面結餘和預留款項、未完成的申請、可用的收款帳戶、風險及外來資料。',
  'help.leadTransactions.action': '沒有收款帳戶時先新增：由第二人確認並經過冷靜期。之後在客戶卡建立提款申請。',
  'help.leadTransactions.verification': '申請列於客戶卡的提款申請下，活動記錄列出其後每一步，以及抄送客戶的備註。',

  'help.topic.types': '提款類別',
  'help.types.trigger': '提款表格需要清單上沒有的業務原因，或列出不再使用的原因。',
  'help.types.checklist': '兩種語言的名稱。已使用某類別的申請會保留它，即使類別已停用。',
  'help.types.action': '在「清單」新增或停用類別。清單為空時表格不能使用，並會說明是哪份清單。',
  'help.types.verification': '開啟提款表格：該類別可供選擇，或已不再列出。',

  'help.topic.methods': '提款方式',
  'help.methods.trigger': '客戶可以用新的方式收款，或某種方式不再提供。',
  'help.methods.checklist': '兩種語言的名稱，以及本台怎樣支付：電匯、支票、電子錢包、卡或人手處理。',
  'help.methods.action': '在「清單」提出更改。因為涉及款項，須由另一人確認。',
  'help.methods.verification': '確認後方式即生效；審計記錄列出兩人的姓名。',

  'help.topic.rules': '提款規則手冊',
  'help.rules.trigger': '渠道、限額、費用、服務時間或假期有變。',
  'help.rules.checklist': '渠道的貨幣和銀行、限額及其比較符號、時間和截止時間、路由表的內容。提出之前先試一次路由。',
  'help.rules.action': '連同原因提出更改；另一人閱讀差異後確認。更改有版本和日期。',
  'help.rules.verification': '在「渠道」的「試行路由」顯示每個候選渠道的原因，以及為何不採用其他渠道。',

  'help.topic.bst': '銀證轉帳概覽',
  'help.bst.trigger': '申請的路由為銀證轉帳。六項條件決定是否由本台自動執行。',
  'help.bst.checklist':
    '逐項查看六項條件：設定已開啟、時間、金額在銀行限額之內、當日次數、授權有效、沒有緊急措施。服務時間以外的轉帳會等候。',
  'help.bst.action': '有條件不符時由人手按「執行」；大額須由兩人處理，並通知會計部。',
  'help.bst.verification': '銀行的回覆顯示在轉帳上。沒有回覆即為未知，並非失敗：在附上證明之前不可再試。',

  'help.topic.troubleshooting': '提款問題處理',
  'help.troubleshooting.trigger': '付款失敗或被退回、結果未知，或有緊急措施生效。',
  'help.troubleshooting.checklist': '銀行的字句及其含意、已嘗試的次數，以及批核是否仍然有效。',
  'help.troubleshooting.action':
    '再次付款、更正收款帳戶、改用其他渠道、取消並退還，或扣留調查。懷疑欺詐時須由另一人解除。',
  'help.troubleshooting.verification': '失敗個案連同原因結束；款項只退還一次或只支付一次，帳目會顯示是哪一種。',

  'help.topic.codes': '提款資料字典',
  'help.codes.trigger': '不清楚某個狀態、原因代碼、銀行回覆代碼或審計記錄的含意。',
  'help.codes.checklist': '每個流程列明其狀態、動作、原因代碼和政策。銀行的回覆保留其代碼，旁邊附上我們的字句。',
  'help.codes.action': '在「流程設定」開啟流程或其矩陣：由哪個狀態、到哪個狀態、動作、部門、權限。',
  'help.codes.verification': '以某版本試行一份申請：列出可以做甚麼，以及為何不可做其他。',

  'help.topic.deposits': '存款與提款',
  'help.deposits.trigger': '涉及高風險的客戶、地區或收款帳戶，或有存款等候登記。',
  'help.deposits.checklist': '查詢的三條問題、批核前的登記、合規部的決定。',
  'help.deposits.action': '登記並記錄回覆。鎖定只能由合規部解除。',
  'help.deposits.verification': '登記冊和每月抽查可以匯出；申請會列出其登記。',

  'help.topic.batches': '批次與每日工作',
  'help.batches.trigger': '已批核的電匯在等候，截止時間將至。',
  'help.batches.checklist': '貨幣、銀行帳戶、起息日、兩位簽署人是否在場。檔案會讀回並核算三次。',
  'help.batches.action': '建立、截數、由兩人放行、匯出。缺席的簽署人由後備代替；不足兩人時批次移到下一個工作天。',
  'help.batches.verification': '畫面上的摘要與銀行檔案的摘要相同。再次匯出得到相同的位元組。已接納不等於已付。',

  'help.topic.cheques': '支票',
  'help.cheques.trigger': '已批核的款項以支票支付，或已列印的支票等候簽署。',
  'help.cheques.checklist': '打印機內是正確的支票簿、校準已獲接納、打印機報告的紙張尺寸。',
  'help.cheques.action': '列印、說明哪些良好哪些作廢、由兩人簽署、憑收據放行或列入存款清單。',
  'help.cheques.verification': '點算抽屜：由兩人點算的張數與系統所知的相同。',

  'help.topic.statements': '銀行結單',
  'help.statements.trigger': '銀行當日的檔案已到。',
  'help.statements.checklist': '結餘鏈、檔案的總額及所發現的問題。已匯入過的檔案會被拒絕。',
  'help.statements.action': '匯入，查看附有原因的建議，為每行配對或解釋，以一個按鍵記入費用。',
  'help.statements.verification': '頂部的差額為 0.00。復原之前會顯示將重開的項目。',

  'help.topic.transactions': '轉帳與交易',
  'help.transactions.trigger': '有人查詢某筆款項的去向。',
  'help.transactions.checklist': '按客戶、申請、參考編號、批次、支票、日期或金額搜尋；每個數字都可追溯至其分錄。',
  'help.transactions.action': '開啟一行查看其歷史。錯誤從不修改：由兩人沖回一次。',
  'help.transactions.verification': '帳簿檢查會重新計算每個結餘和審計記錄的鏈。',

  'help.topic.dayEnd': '日結、報告與審計',
  'help.dayEnd.trigger': '當日結單已配對、準備收市，或定期審計到期。',
  'help.dayEnd.checklist': '每個帳戶和貨幣的期初加變動加調整等於期末；差異須先解釋後入帳。',
  'help.dayEnd.action': '準備報告，由兩人簽署。已簽署的一天只能由兩人重開，已簽署的報告會保留。',
  'help.dayEnd.verification': '報表上的日根與審計記錄的相同。任何人都可用列印的指令核實證據包。',

  'help.topic.makePayment': '獎勵付款',
  'help.makePayment.trigger': '夥伴或銷售人員獲得獎勵，或用戶從錢包提款。',
  'help.makePayment.checklist': '錢包及其結餘、每項的用戶和原因、驗證狀況和提款限額。',
  'help.makePayment.action': '記錄獎勵，由另一人批核，然後付款。用戶可在付款設定容許的方式中選擇。',
  'help.makePayment.verification': '付款列出錢包、項目和總額，審計記錄有其記項；每項只支付一次。',

  'help.topic.twoPeople': '由兩人更改',
  'help.twoPeople.trigger': '權限、角色、限額、銀行帳戶、收款帳戶或其他涉及款項的規則需要更改。',
  'help.twoPeople.checklist': '逐欄的更改前後、由誰提出及原因。',
  'help.twoPeople.action': '提出更改；另一位有權限的人以第二重驗證確認，或連同原因拒絕。',
  'help.twoPeople.verification': '已決定的更改連同兩人的姓名保留在清單。期間有變的建議會失效，絕不會只完成一半。',
}
