package db

import (
	"context"

	"github.com/opsknight/opsknight/model"
)

// CountUnsettled counts what is still to be done of a service's incidents: steps before
// the second, webhooks and notifications to send. It is for tests of what survives.
func CountUnsettled(ctx context.Context, r Reader, serviceID string) (int, error) {
	steps, err := from(r, (*model.Incident)(nil)).Where("incident.service_id = ?", serviceID).
		Where("incident.status = ?", model.IncidentOpen).Where("incident.escalation_last < 2").Count(ctx)
	if err != nil {
		return 0, err
	}
	deliveries, err := from(r, (*model.WebhookDelivery)(nil)).Where("webhook_delivery.status = ?", model.DeliveryPending).Count(ctx)
	if err != nil {
		return 0, err
	}
	pages, err := from(r, (*model.Notification)(nil)).Where("notification.status = ?", model.NotificationPending).Count(ctx)
	return int(steps + deliveries + pages), err
}
