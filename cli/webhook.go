package cli

import (
	"context"

	"github.com/spf13/cobra"
)

const deliveryFields = `fragment delivery on WebhookDelivery { id webhookId incidentId event status attemptCount lastStatus lastError nextAttemptAt createdAt finishedAt }`

var deliveryColumns = []column{
	{head: "ID", of: field("id")},
	{head: "EVENT", of: field("event")},
	{head: "INCIDENT", of: field("incidentId")},
	{head: "STATUS", of: field("status")},
	{head: "ATTEMPTS", of: field("attemptCount")},
	{head: "ANSWER", of: field("lastStatus")},
	{head: "ERROR", of: field("lastError"), wide: true},
	{head: "CREATED", of: when("createdAt")},
}

var deliveryFacts = []fact{
	{"Delivery", field("id")},
	{"Webhook", field("webhookId")},
	{"Event", field("event")},
	{"Status", field("status")},
	{"Attempts", field("attemptCount")},
	{"Next attempt", when("nextAttemptAt")},
}

func webhookCommand() *cobra.Command {
	return group("webhook", "See webhooks and what was sent to them", webhookListCommand(), webhookPingCommand(), webhookDeliveriesCommand(), webhookRedeliverCommand())
}

func webhookListCommand() *cobra.Command {
	return listCommand("List webhooks", listing{
		document: `query($q: String, $first: Int, $after: String) {
	webhooks(filter: {q: $q}, first: $first, after: $after) {
		nodes { id name url events status disabledReason failingSince } totalCount pageInfo { hasNextPage endCursor }
	}
}`,
		path: "webhooks", nothing: "No webhooks.",
		columns: []column{
			{head: "ID", of: field("id")},
			{head: "NAME", of: field("name"), wide: true},
			{head: "URL", of: field("url"), wide: true},
			{head: "STATUS", of: field("status")},
			{head: "FAILING SINCE", of: when("failingSince")},
			{head: "EVENTS", of: field("events"), wide: true},
		},
	})
}

func webhookPingCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "ping WEBHOOK", Short: "Send a webhook.ping to a webhook", Args: cobra.ExactArgs(1)}
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		id, err := s.id(ctx, webhooks, args[0])
		if err != nil {
			return err
		}
		data, err := s.ask(ctx, `mutation($input: PingWebhookInput!) { pingWebhook(input: $input) { delivery { ...delivery } } } `+deliveryFields, variables{"input": variables{"id": id}})
		if err != nil {
			return err
		}
		return s.result(data, "pingWebhook.delivery", deliveryFacts)
	})
	return cmd
}

func webhookDeliveriesCommand() *cobra.Command {
	var states []string
	var page paging
	cmd := &cobra.Command{Use: "deliveries WEBHOOK", Short: "List what was sent to a webhook, the newest first", Args: cobra.ExactArgs(1)}
	cmd.Flags().StringSliceVar(&states, "status", nil, "pending, delivered, failed (default all)")
	page.bind(cmd)
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		with := variables{"status": nil}
		if states != nil {
			given, err := oneOf("status", states, []string{"PENDING", "DELIVERED", "FAILED"})
			if err != nil {
				return err
			}
			with["status"] = given
		}
		id, err := s.id(ctx, webhooks, args[0])
		if err != nil {
			return err
		}
		with["id"] = id
		const exists = `query($id: ID!) { webhook(id: $id) { id } }`
		if _, _, err := s.object(ctx, exists, "webhook", "webhook", args[0], variables{"id": id}); err != nil {
			return err
		}
		l := listing{
			document: `query($id: ID!, $status: [DeliveryStatus!], $first: Int, $after: String) {
	webhook(id: $id) { deliveries(filter: {status: $status}, first: $first, after: $after) { nodes { ...delivery } totalCount pageInfo { hasNextPage endCursor } } }
} ` + deliveryFields,
			path: "webhook.deliveries", columns: deliveryColumns, nothing: "No deliveries.",
		}
		return l.show(ctx, s, with, page)
	})
	return cmd
}

func webhookRedeliverCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "redeliver DELIVERY", Short: "Send again what was sent to a webhook", Args: cobra.ExactArgs(1)}
	cmd.RunE = run(func(ctx context.Context, s *session, args []string) error {
		data, err := s.ask(ctx, `mutation($input: RedeliverWebhookDeliveryInput!) { redeliverWebhookDelivery(input: $input) { delivery { ...delivery } } } `+deliveryFields,
			variables{"input": variables{"id": args[0]}})
		if err != nil {
			return err
		}
		return s.result(data, "redeliverWebhookDelivery.delivery", deliveryFacts)
	})
	return cmd
}
