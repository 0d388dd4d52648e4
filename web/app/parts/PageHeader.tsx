import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

// PageHeader is a page's title, which the window has as well, and what can be done there.
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · OpsKnight`
  }, [title])
  return (
    <Group justify="space-between" mb="md" wrap="wrap">
      <Title order={1} size="h3">
        {title}
      </Title>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  )
}
