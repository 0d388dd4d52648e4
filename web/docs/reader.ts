import { createApiReference } from '@scalar/api-reference'
import '@scalar/api-reference/style.css'

createApiReference('#docs', {
  url: '/api/openapi.json',
  // Everything that would ask another server than ours, or lead to one: fonts, a
  // proxy, counting, a chat, and Scalar's own tools.
  withDefaultFonts: false,
  proxyUrl: '',
  telemetry: false,
  agent: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
})
