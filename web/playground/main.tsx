import 'graphiql/setup-workers/vite'
// Not graphiql/style.css, which carries 330 kB of fonts.
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import 'graphiql/graphiql.css'
import './playground.css'
import { createRoot } from 'react-dom/client'
import { Playground } from './Playground'

const place = document.getElementById('playground')
if (place) {
  createRoot(place).render(<Playground />)
}
