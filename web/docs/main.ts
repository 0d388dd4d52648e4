import { config } from 'zod/v4/core'
import './docs.css'

// Zod, by which Scalar reads its settings, would try eval, which our policy
// refuses. It tries when it is loaded, so Scalar has to come after this.
config({ jitless: true })
await import('./reader')
