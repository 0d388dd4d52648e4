const token = /#[^\n\r]*|"""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\])*(?:"|$)|[{}]|\w+/g

/** Whether a GraphQL document has a mutation: the word, outside of selections, texts and comments. */
export function changes(document: string): boolean {
  let depth = 0
  for (const [one] of document.matchAll(token)) {
    if (one === '{') {
      depth++
    } else if (one === '}') {
      depth--
    } else if (one === 'mutation' && depth === 0) {
      return true
    }
  }
  return false
}
