import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { type Client, Provider } from 'urql'
import { type Environment, SessionDocument, type SessionQuery } from '../gql/graphql'
import { createApi } from './client'
import { keepEnvironment, keptEnvironment } from './environment'
import { type Problem, problemOf } from './problem'

export type Viewer = NonNullable<SessionQuery['setup']['viewer']>
export type SingleSignOn = NonNullable<SessionQuery['setup']['singleSignOn']>

// Session is who is signed in, if anybody, and what they look at.
export type Session =
  | { state: 'asking' }
  | { state: 'failed'; problem: Problem }
  | { state: 'setup'; tokenRequired: boolean }
  | { state: 'signedOut' }
  | { state: 'signedIn'; viewer: Viewer }

interface SessionAndActions {
  session: Session
  environment: Environment
  // singleSignOn is by what people can sign in without a password; null: by nothing.
  singleSignOn: SingleSignOn | null
  // setEnvironment looks at the other world; every page reads anew.
  setEnvironment(environment: Environment): void
  // renew asks the server who is signed in, after that has changed.
  renew(): Promise<void>
}

const SessionContext = createContext<SessionAndActions | null>(null)

// SessionProvider gives the pages the session and a client for its environment.
export function SessionProvider({ children }: { children: ReactNode }) {
  const [environment, setEnvironment] = useState(keptEnvironment)
  const [session, setSession] = useState<Session>({ state: 'asking' })
  const [singleSignOn, setSingleSignOn] = useState<SingleSignOn | null>(null)
  const signedOut = useCallback(() => {
    setSession((before) => (before.state === 'signedIn' ? { state: 'signedOut' } : before))
  }, [])
  // A client for each session, so that nobody sees what was cached for another.
  const [generation, setGeneration] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new one for each generation
  const client = useMemo(
    () => createApi(environment, signedOut),
    [environment, generation, signedOut],
  )

  const take = useCallback((answer: Answer) => {
    setSession(answer.session)
    setSingleSignOn(answer.singleSignOn ?? null)
  }, [])
  const renew = useCallback(async () => {
    take(await ask(client))
    setGeneration((n) => n + 1)
  }, [client, take])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and for each environment
  useEffect(() => {
    let current = true // an answer about the environment before comes too late
    void ask(client).then((next) => current && take(next))
    return () => {
      current = false
    }
  }, [environment])

  const value = useMemo(
    () => ({
      session,
      environment,
      singleSignOn,
      setEnvironment(next: Environment) {
        keepEnvironment(next)
        setEnvironment(next)
      },
      renew,
    }),
    [session, environment, singleSignOn, renew],
  )
  return (
    <SessionContext value={value}>
      <Provider value={client} key={`${environment}.${generation}`}>
        {children}
      </Provider>
    </SessionContext>
  )
}

interface Answer {
  session: Session
  singleSignOn?: SingleSignOn | null | undefined
}

async function ask(client: Client): Promise<Answer> {
  const { data, error } = await client
    .query(SessionDocument, {}, { requestPolicy: 'network-only' })
    .toPromise()
  if (!data) {
    return {
      session: error ? { state: 'failed', problem: problemOf(error) } : { state: 'signedOut' },
    }
  }
  const { viewer, needed, tokenRequired, singleSignOn } = data.setup
  if (viewer) {
    return { session: { state: 'signedIn', viewer }, singleSignOn }
  }
  return {
    session: needed ? { state: 'setup', tokenRequired } : { state: 'signedOut' },
    singleSignOn,
  }
}

export function useSession(): SessionAndActions {
  const value = use(SessionContext)
  if (!value) {
    throw new Error('useSession needs a SessionProvider around it')
  }
  return value
}

// useViewer returns who is signed in; the pages that call it are shown to nobody else.
export function useViewer(): Viewer & { can(scope: string): boolean; isAdmin: boolean } {
  const { session } = useSession()
  if (session.state !== 'signedIn') {
    throw new Error('useViewer needs somebody who is signed in')
  }
  const { viewer } = session
  return {
    ...viewer,
    can: (scope) => viewer.scopes.includes(scope),
    isAdmin: viewer.role === 'ADMIN',
  }
}
