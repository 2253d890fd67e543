/**
 * Electron's dialogs. Nobody sits in front of a test: without a script each dialog is cancelled. A spec that
 * wants another answer replaces the method, as Electron specs do:
 * `app.evaluate(({ dialog }) => { dialog.showSaveDialog = async () => … })`.
 */

export const dialog = {
  showSaveDialog: async (..._args: unknown[]) => ({ canceled: true, filePath: '' }),
  showOpenDialog: async (..._args: unknown[]) => ({ canceled: true, filePaths: [] as string[] }),
  showMessageBox: async (..._args: unknown[]) => ({ response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string): void => console.error(`[dialog] ${title}: ${content}`),
}
