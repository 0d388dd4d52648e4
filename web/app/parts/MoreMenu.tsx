import { Button, Menu, type MenuItemProps } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'

// MoreMenu has what is seldom done. It is not taken out of the page's main part, where
// those who listen to the page look for it.
export function MoreMenu({
  label = 'More actions',
  subtle = false,
  children,
}: {
  label?: string
  subtle?: boolean
  children: ReactNode
}) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button
          ref={button}
          {...(subtle
            ? { variant: 'subtle', color: 'gray', size: 'compact-sm' }
            : { variant: 'default', px: 'xs' })}
          aria-label={label}
        >
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      {/* A dialogue gives the keyboard back to where it was; the entry that opens it will be gone. */}
      <Menu.Dropdown onClickCapture={() => button.current?.focus()}>{children}</Menu.Dropdown>
    </Menu>
  )
}

// DangerItem is an entry for what cannot be taken back.
export function DangerItem(props: MenuItemProps & { onClick(): void }) {
  return <Menu.Item c="var(--mantine-color-error)" {...props} />
}
