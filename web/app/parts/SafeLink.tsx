import { Anchor, Text } from '@mantine/core'

// SafeLink leads to an address that a monitoring tool has sent. Only web pages can be
// followed; any other address, javascript: for one, is shown as the text it is.
export function SafeLink({ href, text }: { href: string; text: string }) {
  const safe = isWeb(href)
  return safe ? (
    <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow" size="sm">
      {text || href}
    </Anchor>
  ) : (
    <Text size="sm" span>
      {text ? `${text}: ${href}` : href}
    </Text>
  )
}

export function isWeb(href: string): boolean {
  const url = URL.parse(href)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}
