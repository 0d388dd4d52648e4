// What people paste elsewhere. All of it is made of our own words, this server's address
// and a routing key of 0-9a-f, so nothing in it needs quoting.

// curlOf is a shell command that opens an incident by PagerDuty's format.
export function curlOf(origin: string, routingKey: string): string {
  return `curl -X POST ${origin}/v2/enqueue \\
  -H 'Content-Type: application/json' \\
  -d '{
    "routing_key": "${routingKey}",
    "event_action": "trigger",
    "dedup_key": "first-try",
    "payload": {
      "summary": "First try with curl",
      "source": "my-terminal",
      "severity": "info"
    }
  }'`
}

// alertmanagerOf is the part of alertmanager.yml that sends everything here.
export function alertmanagerOf(origin: string, routingKey: string): string {
  return `receivers:
  - name: opsknight
    webhook_configs:
      - url: ${origin}/api/integrations/alertmanager/${routingKey}
        send_resolved: true
        max_alerts: 500
route:
  receiver: opsknight`
}
