import { useLocation } from 'wouter'
import { PageHeader } from '../parts/PageHeader'
import { PolicyForm } from './PolicyForm'

export function NewPolicyPage() {
  const [, navigate] = useLocation()
  return (
    <>
      <PageHeader title="New escalation policy" />
      <PolicyForm
        done={(id) => navigate(id ? `/policies/${id}` : '/policies', { replace: true })}
      />
    </>
  )
}
