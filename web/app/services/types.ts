import type { IntegrationType } from '../gql/graphql'

// integrationTypes are the tools that can send, each with where in it the address goes:
// docs/integrations has a page for each.
export const integrationTypes: Record<IntegrationType, { label: string; where: string }> = {
  EVENTS: {
    label: 'Events API',
    where:
      'Anything that can send to PagerDuty: give it this address, and the routing key as its integration key.',
  },
  ALERTMANAGER: {
    label: 'Prometheus Alertmanager',
    where: 'In alertmanager.yml, the url of a webhook receiver: see the snippet below.',
  },
  GRAFANA: {
    label: 'Grafana',
    where:
      'Alerting → Contact points → Create contact point, integration Webhook: this is its URL, by POST. Then let a notification policy lead to it.',
  },
  DATADOG: {
    label: 'Datadog',
    where:
      'Integrations → Webhooks → New: this is its URL, with “Encode as form” off. Then name the webhook in your monitors.',
  },
  SENTRY: {
    label: 'Sentry',
    where:
      'Settings → Developer settings → Create new integration → Internal integration: this is its webhook URL. Switch “Alert rule action” on, allow Issue & Event: Read, and choose the webhook “issue”.',
  },
  CLOUDWATCH: {
    label: 'Amazon CloudWatch',
    where:
      'Amazon SNS → a topic of type Standard → Create subscription, protocol HTTPS: this is its endpoint. It confirms itself. Let alarms send to the topic in alarm and when OK.',
  },
  AZURE_MONITOR: {
    label: 'Azure Monitor',
    where:
      'Monitor → Alerts → Action groups → Create → Actions, type Webhook: this is its URI, with the common alert schema on.',
  },
  UPTIME_KUMA: {
    label: 'Uptime Kuma',
    where:
      'Settings → Notifications → Setup Notification, type Webhook: this is its post URL, with the preset application/json.',
  },
  GITHUB_ACTIONS: {
    label: 'GitHub Actions',
    where:
      'Settings → Webhooks → Add webhook: this is its payload URL, with application/json and only the event “Workflow runs”.',
  },
  GITLAB: {
    label: 'GitLab',
    where: 'Settings → Webhooks → Add new webhook: this is its URL, with “Pipeline events” on.',
  },
  ZABBIX: {
    label: 'Zabbix',
    where: 'Alerts → Media types → Create media type, type Webhook: this is its parameter “URL”.',
  },
  GENERIC: {
    label: 'Anything that sends JSON',
    where:
      'Post a JSON object here: its title, status, severity, source and id are found by their usual names.',
  },
}
