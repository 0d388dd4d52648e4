export interface Person {
  id: string
  name: string
}

// Red is for gaps. Who is who is also written: colours only help the eye along.
const colours = ['indigo', 'teal', 'orange', 'grape', 'cyan', 'pink', 'lime', 'violet', 'yellow']

// ColourOf tells the colour of a person, of Mantine's names.
export type ColourOf = (id: string) => string

// coloursOf gives each person a colour, in the order in which they first appear.
export function coloursOf(people: Iterable<Person>): ColourOf {
  const places = new Map<string, number>()
  for (const { id } of people) {
    if (!places.has(id)) {
      places.set(id, places.size)
    }
  }
  return (id) => colours[(places.get(id) ?? 0) % colours.length] ?? 'gray'
}
