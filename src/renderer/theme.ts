/**
 * The one theme of the window: a deep teal accent, cool neutrals, and colours that mean something (done, waiting, late,
 * second person). Everything that is coloured by meaning uses the `--tone-*` variables of global.css.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e8f5f4',
  '#d2e9e7',
  '#a6d3cf',
  '#77bcb6',
  '#4fa8a1',
  '#2f968e',
  '#178780',
  '#0c6f69',
  '#075e59',
  '#034b47',
]
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#edf0f2',
  '#e1e6e9',
  '#d0d8dd',
  '#b9c4cb',
  '#94a2ab',
  '#6a7882',
  '#4d5a63',
  '#364149',
  '#1c242a',
]
const dark: MantineColorsTuple = [
  '#dbe3e8',
  '#b6c2ca',
  '#93a1ab',
  '#71808a',
  '#404c54',
  '#323c43',
  '#262f35',
  '#1b2226',
  '#14191c',
  '#0e1214',
]

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif'
const MONO = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace'

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, gray, dark },
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 8 } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
    MultiSelect: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { radius: 'lg', centered: false, overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true, maw: 360 } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
})

/** Body, text and lines in both schemes; dimmed text keeps a contrast of at least 4.5 to 1. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c242a',
    '--mantine-color-dimmed': '#56636c',
    '--mantine-color-default-border': '#d0d8dd',
  },
  dark: {
    '--mantine-color-body': '#1b2226',
    '--mantine-color-text': '#dbe3e8',
    '--mantine-color-dimmed': '#9fadb6',
    '--mantine-color-default-border': '#3a454d',
  },
})
