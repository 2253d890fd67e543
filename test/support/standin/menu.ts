/** Electron's Menu: a tree of items without a picture; shortcuts are pressed in the page and arrive here. */

type Template = {
  id?: string
  label?: string
  role?: string
  type?: string
  accelerator?: string
  click?: (item: MenuItem, window: unknown, event: object) => void
  submenu?: Template[]
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  readonly #click: Template['click']

  constructor(template: Template) {
    this.id = template.id
    this.label = template.label ?? ''
    this.role = template.role
    this.type = template.type ?? (template.submenu ? 'submenu' : 'normal')
    this.accelerator = template.accelerator
    this.submenu = template.submenu === undefined ? undefined : Menu.buildFromTemplate(template.submenu)
    this.#click = template.click
  }

  click(_event?: object, window?: unknown): void {
    this.#click?.(this, window, {})
  }
}

export class Menu {
  static #application: Menu | null = null
  items: MenuItem[] = []

  static buildFromTemplate(template: Template[]): Menu {
    const menu = new Menu()
    menu.items = template.map((item) => new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  getMenuItemById(id: string): MenuItem | null {
    return flatten(this).find((item) => item.id === id) ?? null
  }
}

/** The shortcuts of the application menu as the page reports keys: `Ctrl+Shift+N`. */
export function shortcuts(): string[] {
  return flatten(Menu.getApplicationMenu()).flatMap((item) => (item.accelerator ? [normalise(item.accelerator)] : []))
}

/** Clicks the item behind a pressed shortcut. */
export function pressShortcut(keys: string, window: unknown): void {
  const pressed = flatten(Menu.getApplicationMenu()).find(
    (item) => item.accelerator !== undefined && normalise(item.accelerator) === keys,
  )
  pressed?.click({}, window)
}

function flatten(menu: Menu | null | undefined): MenuItem[] {
  return (menu?.items ?? []).flatMap((item) => [item, ...flatten(item.submenu)])
}

function normalise(accelerator: string): string {
  return accelerator.replace(/CmdOrCtrl|CommandOrControl/, 'Ctrl')
}
