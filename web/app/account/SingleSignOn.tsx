import { Button, Divider } from '@mantine/core'
import { useSearch } from 'wouter'
import { useSession } from '../api/session'
import { ProblemNotice } from '../parts/ProblemNotice'
import { signOnProblem } from './problems'

// SingleSignOn leads to the provider, if there is one. It is a link and no form: the pages'
// policy lets no form lead anywhere, and no part of it goes to another host by itself.
export function SingleSignOn() {
  const { singleSignOn } = useSession()
  const search = useSearch()
  if (!singleSignOn) {
    return null
  }
  const query = new URLSearchParams({ to: cameFor(search) })
  return (
    <>
      <Button component="a" href={`${singleSignOn.url}?${query}`} variant="default" fullWidth>
        Sign in with {singleSignOn.name}
      </Button>
      <Divider label="or with a password" labelPosition="center" />
    </>
  )
}

// cameFor is the page that somebody came for: the sign-in page itself is told it.
function cameFor(search: string): string {
  if (location.pathname !== '/sign-in') {
    return location.pathname + location.search
  }
  return new URLSearchParams(search).get('to') ?? '/'
}

// SignOnProblem says why somebody is back from the provider and not signed in.
export function SignOnProblem() {
  const { singleSignOn } = useSession()
  const problem = signOnProblem(`?${useSearch()}`, singleSignOn?.name ?? 'single sign-on')
  return problem && <ProblemNotice problem={problem} />
}
