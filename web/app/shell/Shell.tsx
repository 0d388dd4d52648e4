import {
  ActionIcon,
  Anchor,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  SegmentedControl,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { Link, useLocation } from 'wouter'
import { environmentNames } from '../api/environment'
import { useSession, useViewer } from '../api/session'
import { type Environment, SignOutDocument } from '../gql/graphql'
import { places } from './places'

// Shell is the frame of every page of somebody who is signed in.
export function Shell({ children }: { children: ReactNode }) {
  const [open, { toggle, close }] = useDisclosure()
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={open ? 'Close the menu' : 'Open the menu'}
            />
            <Anchor component={Link} href="/incidents" underline="never" c="inherit" fw={700}>
              OpsKnight
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <EnvironmentSwitch />
            <SchemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages">
        <Places close={close} />
      </AppShell.Navbar>
      <AppShell.Main>{children}</AppShell.Main>
    </AppShell>
  )
}

function Places({ close }: { close(): void }) {
  const [location] = useLocation()
  const viewer = useViewer()
  return places
    .filter((place) => !place.adminOnly || viewer.isAdmin)
    .map((place) => {
      const here = location === place.href || location.startsWith(`${place.href}/`)
      const look = {
        href: place.href,
        label: place.label,
        leftSection: <place.icon size={18} aria-hidden />,
        active: here,
        'aria-current': here ? ('page' as const) : undefined,
        onClick: close,
      }
      return (
        <Fragment key={place.href}>
          {place.section && (
            <Text size="xs" c="dimmed" fw={600} px="sm" pt="md" pb={4}>
              {place.section}
            </Text>
          )}
          {place.elsewhere ? <NavLink {...look} /> : <NavLink component={Link} {...look} />}
        </Fragment>
      )
    })
}

// EnvironmentSwitch is always in sight: nobody should page people from the sandbox, or take
// what is real for play.
function EnvironmentSwitch() {
  const { environment, setEnvironment } = useSession()
  return (
    <SegmentedControl
      size="xs"
      aria-label="Environment"
      color={environment === 'TEST' ? '#c2410c' : undefined}
      value={environment}
      onChange={(value) => setEnvironment(value as Environment)}
      data={(['LIVE', 'TEST'] as const).map((value) => ({
        value,
        label: environmentNames[value],
      }))}
    />
  )
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={dark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  )
}

function AccountMenu() {
  const viewer = useViewer()
  const { renew } = useSession()
  const [, signOut] = useMutation(SignOutDocument)
  const leave = async (everywhere: boolean) => {
    await signOut({ input: { everywhere } })
    await renew()
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Account of ${viewer.name}`}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="bright">
            {viewer.name}
          </Text>
          {viewer.role?.toLowerCase()}
        </Menu.Label>
        <Menu.Item component={Link} href="/account">
          Your account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave(false)}>Sign out</Menu.Item>
        <Menu.Item onClick={() => void leave(true)}>Sign out of all browsers</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
