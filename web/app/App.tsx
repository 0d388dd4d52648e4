import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { AcceptInvitation, ResetPassword } from './account/ChoosePassword'
import { FirstAdmin } from './account/FirstAdmin'
import { ForgotPassword } from './account/ForgotPassword'
import { SignIn } from './account/SignIn'
import { useSession } from './api/session'
import { pages } from './pages'
import { ProblemNotice } from './parts/ProblemNotice'
import { Shell } from './shell/Shell'

// App shows what the address names, to whom it may be shown.
export function App() {
  const { session, renew } = useSession()
  switch (session.state) {
    case 'asking':
      return <Waiting />
    case 'failed':
      return (
        <Center mih="100vh" p="md">
          <Stack maw={480}>
            <ProblemNotice problem={session.problem} />
            <Button onClick={() => void renew()}>Try again</Button>
          </Stack>
        </Center>
      )
    case 'setup':
      return <FirstAdmin tokenRequired={session.tokenRequired} />
    case 'signedOut':
    case 'signedIn':
      return (
        <Switch>
          <Route path="/accept-invitation" component={AcceptInvitation} />
          <Route path="/reset-password" component={ResetPassword} />
          <Route>{session.state === 'signedIn' ? <Pages /> : <Doors />}</Route>
        </Switch>
      )
  }
}

// Doors are the pages of people who are not signed in. The address stays, so that who
// signs in sees what they came for.
function Doors() {
  return (
    <Switch>
      <Route path="/forgot-password">
        <ForgotPassword />
      </Route>
      <Route>
        <SignIn />
      </Route>
    </Switch>
  )
}

function Pages() {
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Switch>
          {pages.map(([path, component]) => (
            <Route key={path} path={path} component={component} />
          ))}
          {['/', '/sign-in', '/forgot-password', '/settings'].map((path) => (
            <Route key={path} path={path}>
              <Redirect to={path === '/settings' ? '/settings/webhooks' : '/incidents'} replace />
            </Route>
          ))}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </Shell>
  )
}

function Waiting() {
  return (
    <Center mih="60vh">
      <Loader aria-label="Loading" />
    </Center>
  )
}

function NotFound() {
  return (
    <Stack align="center" mt="xl" gap="xs">
      <Title order={1} size="h3">
        There is no such page
      </Title>
      <Text c="dimmed">The address may be mistyped, or from a later version.</Text>
      <Button component="a" href="/incidents" variant="light">
        To the incidents
      </Button>
    </Stack>
  )
}
