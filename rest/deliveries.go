package rest

import (
	"context"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListDeliveries serves GET /webhooks/{id}/deliveries.
func (s *server) ListDeliveries(ctx context.Context, req api.ListDeliveriesRequestObject) (api.ListDeliveriesResponseObject, error) {
	hook, err := s.findWebhook(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	filter, err := deliveryFilter(req.Params)
	if err != nil {
		return nil, err
	}
	w := paging(req.Params.Limit, req.Params.Offset)
	found, err := s.resolve.Webhook().Deliveries(ctx, hook, filter, &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(found.Nodes), found)
	return api.ListDeliveries200JSONResponse{Data: door.Bodies(found.Nodes, deliveryBody), Pagination: place}, err
}

func deliveryFilter(p api.ListDeliveriesParams) (*model.DeliveryFilter, error) {
	filter := &model.DeliveryFilter{
		Status:     door.Bodies(listed(p.Status), func(s api.DeliveryStatus) model.DeliveryStatus { return model.DeliveryStatus(s) }),
		Event:      door.Bodies(listed(p.Event), func(e api.ListDeliveriesParamsEvent) model.WebhookEvent { return model.WebhookEvent(e) }),
		IncidentID: listed(p.IncidentId),
	}
	var problems fault.Collector
	filter.CreatedAfter = readTime(&problems, "created_after", p.CreatedAfter)
	filter.CreatedBefore = readTime(&problems, "created_before", p.CreatedBefore)
	return filter, problems.Err()
}

// GetDelivery serves GET /webhooks/{id}/deliveries/{delivery_id}.
func (s *server) GetDelivery(ctx context.Context, req api.GetDeliveryRequestObject) (api.GetDeliveryResponseObject, error) {
	delivery, err := s.findDelivery(ctx, req.Id, req.DeliveryId)
	if err != nil {
		return nil, err
	}
	body, err := s.delivery(ctx, delivery)
	return api.GetDelivery200JSONResponse{Data: body}, err
}

// PingWebhook serves POST /webhooks/{id}/ping.
func (s *server) PingWebhook(ctx context.Context, req api.PingWebhookRequestObject) (api.PingWebhookResponseObject, error) {
	made, err := s.resolve.Mutation().PingWebhook(ctx, model.PingWebhookInput{ID: req.Id})
	if err != nil {
		return nil, err
	}
	body, err := s.delivery(ctx, made.Delivery)
	return api.PingWebhook201JSONResponse{
		Body:    api.DeliveryAnswer{Data: body},
		Headers: api.PingWebhook201ResponseHeaders{Location: ptr("/api/webhooks/" + req.Id + "/deliveries/" + made.Delivery.ID)},
	}, err
}

// Redeliver serves POST /webhooks/{id}/deliveries/{delivery_id}/redeliver.
func (s *server) Redeliver(ctx context.Context, req api.RedeliverRequestObject) (api.RedeliverResponseObject, error) {
	if _, err := s.findDelivery(ctx, req.Id, req.DeliveryId); err != nil {
		return nil, err
	}
	changed, err := s.resolve.Mutation().RedeliverWebhookDelivery(ctx, model.RedeliverWebhookDeliveryInput{ID: req.DeliveryId})
	if err != nil {
		return nil, err
	}
	body, err := s.delivery(ctx, changed.Delivery)
	return api.Redeliver200JSONResponse{Data: body}, err
}

// findDelivery returns the delivery of a webhook that a path names, or NotFound.
func (s *server) findDelivery(ctx context.Context, webhookID, id string) (*model.WebhookDelivery, error) {
	delivery, err := s.resolve.Query().WebhookDelivery(ctx, id)
	if err == nil && (delivery == nil || delivery.WebhookID != webhookID) {
		err = door.Missing("delivery", id)
	}
	return delivery, err
}

// delivery makes the body of a delivery with what lists leave out.
func (s *server) delivery(ctx context.Context, d *model.WebhookDelivery) (api.Delivery, error) {
	body := deliveryBody(d)
	text, err := s.resolve.WebhookDelivery().Body(ctx, d)
	if err != nil {
		return body, err
	}
	body.Body = orNull(text)
	most := model.MaxPage
	found, err := s.resolve.WebhookDelivery().Attempts(ctx, d, &most, nil, nil, nil, nil)
	if err != nil {
		return body, err
	}
	body.Attempts = ptr(door.Bodies(found.Nodes, attemptBody))
	return body, nil
}

func deliveryBody(d *model.WebhookDelivery) api.Delivery {
	return api.Delivery{
		Id: d.ID, WebhookId: d.WebhookID, IncidentId: orNull(d.IncidentID), Event: string(d.Event), Sequence: d.Sequence, Status: api.DeliveryStatus(d.Status),
		AttemptCount: d.AttemptCount, LastStatus: orNull(d.LastStatus), LastError: orNull(d.LastError), NextAttemptAt: timeOrNull(d.NextAttemptAt),
		CreatedAt: d.CreatedAt.UTC(), FinishedAt: timeOrNull(d.FinishedAt),
	}
}

func attemptBody(a *model.WebhookAttempt) api.Attempt {
	return api.Attempt{
		Number: a.Number, Status: orNull(a.Status), LatencyMs: a.LatencyMS, Error: orNull(a.Error), Answer: a.Answer, CreatedAt: a.CreatedAt.UTC(),
	}
}
