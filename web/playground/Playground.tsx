import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { GraphiQL } from 'graphiql'
import { examples } from './examples'
import { fetcher } from './fetcher'
import { placeholderHeaders } from './key'
import { SharedKey } from './SharedKey'
import { storage } from './storage'
import { WrapLines } from './WrapLines'

// Made once: a new list on every render would close the open plugin.
const plugins = [HISTORY_PLUGIN, explorerPlugin()]

export function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={plugins}
      defaultTabs={examples}
      defaultHeaders={placeholderHeaders}
      defaultEditorToolsVisibility="headers"
      shouldPersistHeaders={false}
    >
      <GraphiQL.Logo>
        <a className="graphiql-logo-link" href="/guides/graphql">
          OpsKnight guides
        </a>
      </GraphiQL.Logo>
      <SharedKey />
      <WrapLines />
    </GraphiQL>
  )
}
