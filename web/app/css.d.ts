import 'react'

// Styles may set the custom properties that our style sheets read.
declare module 'react' {
  interface CSSProperties {
    [custom: `--${string}`]: string | number | undefined
  }
}
