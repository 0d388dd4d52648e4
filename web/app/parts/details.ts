// detailsInWords says what a line of a timeline or of the audit log has as details.
export function detailsInWords(details: unknown): string {
  return Object.entries(isObject(details) ? details : {})
    .flatMap(([name, value]) => {
      const text = inWords(value)
      return text === '' ? [] : [`${name.replaceAll('_', ' ')}: ${text}`]
    })
    .join(' · ')
}

// inWords says what a detail is: a change as "before → after", anything else as it is.
function inWords(value: unknown): string {
  if (value === null || value === undefined) {
    return ''
  }
  if (isObject(value) && ('before' in value || 'after' in value)) {
    if (inWords(value.before) === '') {
      return inWords(value.after)
    }
    return `${inWords(value.before) || 'none'} → ${inWords(value.after) || 'none'}`
  }
  if (isObject(value) && typeof value.name === 'string') {
    return value.name
  }
  if (Array.isArray(value)) {
    return value.map(inWords).filter(Boolean).join(', ')
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
