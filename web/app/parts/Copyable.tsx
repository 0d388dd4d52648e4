import { ActionIcon, Code, CopyButton, Group, Text, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

// Copyable shows a text that people take with them.
export function Copyable({ label, text, block }: { label: string; text: string; block?: boolean }) {
  return (
    <div>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Code
          block={block ?? false}
          {...(block && { tabIndex: 0 })} // whoever has no mouse scrolls it by the keyboard
          flex={1}
          style={{ overflowWrap: 'anywhere' }}
          data-copyable={label}
        >
          {text}
        </Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'} withinPortal={false}>
              <ActionIcon
                variant="default"
                onClick={copy}
                aria-label={copied ? `${label} copied` : `Copy ${label}`}
              >
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}
