import { createTheme } from '@mantine/core'

// Contrast is WCAG AA in both schemes: dimmed text and filled buttons are darker, or
// lighter, than Mantine has them.
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '650' },
})
