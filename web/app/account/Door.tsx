import { Anchor, Center, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'

// Door is the frame of the pages before sign-in.
export function Door({
  title,
  lead,
  back,
  children,
}: {
  title: string
  lead?: ReactNode
  back?: boolean
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · OpsKnight`
  }, [title])
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420} radius="md">
        <Stack gap="md">
          <div>
            <Text c="dimmed" size="sm" fw={600}>
              OpsKnight
            </Text>
            <Title order={1} size="h3">
              {title}
            </Title>
            {lead && (
              <Text size="sm" c="dimmed" mt={4}>
                {lead}
              </Text>
            )}
          </div>
          {children}
          {back && (
            <Anchor component={Link} href="/sign-in" size="sm">
              Back to sign-in
            </Anchor>
          )}
        </Stack>
      </Paper>
    </Center>
  )
}
