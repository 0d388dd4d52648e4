import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Role } from '../gql/graphql'
import { TimeZoneSelect } from '../parts/TimeZoneSelect'
import { roleChoices } from './roles'

export interface Person {
  name: string
  email: string
  role: Role
  timeZone: string
}

// newPerson is somebody not known yet, most likely near whoever fills in the form.
export const newPerson = (): Person => ({
  name: '',
  email: '',
  role: 'RESPONDER',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})

// PersonFields are the fields of a person, for each form that has them.
export function PersonFields({ form }: { form: UseFormReturnType<Person> }) {
  return (
    <>
      <TextInput
        label="Name"
        autoComplete="off"
        required
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="off"
        required
        {...form.getInputProps('email')}
      />
      <Select
        label="Role"
        data={roleChoices}
        allowDeselect={false}
        required
        {...form.getInputProps('role')}
      />
      <TimeZoneSelect
        label="Time zone"
        value={form.values.timeZone}
        onChange={(zone) => form.setFieldValue('timeZone', zone)}
        error={form.errors.timeZone}
      />
    </>
  )
}
