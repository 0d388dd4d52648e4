import { Anchor, Typography } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { isWeb } from './SafeLink'

const ReactMarkdown = lazy(() => import('react-markdown'))

// Markdown shows what somebody wrote. HTML in it stays the text that it is, images are not
// loaded, which would tell another host who reads, and links lead only to web pages.
export function Markdown({ text }: { text: string }) {
  return (
    <Typography fz="sm" style={{ overflowWrap: 'anywhere' }}>
      <Suspense fallback={text}>
        <ReactMarkdown
          components={{
            a: ({ href, children }) =>
              href && isWeb(href) ? (
                <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow">
                  {children}
                </Anchor>
              ) : (
                children
              ),
            img: ({ alt, src }) => `${alt || 'image'} (${src ?? ''})`,
          }}
        >
          {text}
        </ReactMarkdown>
      </Suspense>
    </Typography>
  )
}
