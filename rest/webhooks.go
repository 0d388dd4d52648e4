package rest

import (
	"context"
	"maps"
	"slices"

	"github.com/oapi-codegen/nullable"

	"github.com/opsknight/opsknight/internal/door"
	"github.com/opsknight/opsknight/model"
	api "github.com/opsknight/opsknight/rest/generated"
)

// ListWebhooks serves GET /webhooks.
func (s *server) ListWebhooks(ctx context.Context, req api.ListWebhooksRequestObject) (api.ListWebhooksResponseObject, error) {
	w := paging(req.Params.Limit, req.Params.Offset)
	filter := &model.WebhookFilter{
		Q: req.Params.Q, Status: door.Bodies(listed(req.Params.Status), func(s api.WebhookStatus) model.WebhookStatus { return model.WebhookStatus(s) }),
	}
	found, err := s.resolve.Query().Webhooks(ctx, filter, namedOrder(req.Params.Sort, req.Params.Order), &w.limit, nil, nil, nil, &w.offset)
	if err != nil {
		return nil, err
	}
	data, err := door.Each(ctx, found.Nodes, s.webhook)
	if err != nil {
		return nil, err
	}
	place, err := pagination(ctx, w, len(data), found)
	return api.ListWebhooks200JSONResponse{Data: data, Pagination: place}, err
}

// CreateWebhook serves POST /webhooks.
func (s *server) CreateWebhook(ctx context.Context, req api.CreateWebhookRequestObject) (api.CreateWebhookResponseObject, error) {
	made, err := s.resolve.Mutation().CreateWebhook(ctx, model.CreateWebhookInput{
		URL: req.Body.Url, Events: door.Bodies(req.Body.Events, webhookEvent), Name: req.Body.Name, Description: pointer(req.Body.Description),
		ServiceIds: listed(req.Body.ServiceIds), TeamIds: listed(req.Body.TeamIds), Urgencies: door.Bodies(listed(req.Body.Urgencies), urgency),
		Headers: headerInputs(req.Body.Headers), IdempotencyKey: req.Params.IdempotencyKey,
	})
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, made.Webhook)
	body.Secret = made.Secret
	return api.CreateWebhook201JSONResponse{
		Body:    api.WebhookAnswer{Data: body},
		Headers: api.CreateWebhook201ResponseHeaders{Location: ptr("/api/webhooks/" + made.Webhook.ID), IdempotencyReplayed: replayed(made.Replayed)},
	}, err
}

// GetWebhook serves GET /webhooks/{id}.
func (s *server) GetWebhook(ctx context.Context, req api.GetWebhookRequestObject) (api.GetWebhookResponseObject, error) {
	hook, err := s.findWebhook(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, hook)
	return api.GetWebhook200JSONResponse{Body: api.WebhookAnswer{Data: body}, Headers: api.GetWebhook200ResponseHeaders{ETag: etag(hook)}}, err
}

// UpdateWebhook serves PATCH /webhooks/{id}.
func (s *server) UpdateWebhook(ctx context.Context, req api.UpdateWebhookRequestObject) (api.UpdateWebhookResponseObject, error) {
	in := model.UpdateWebhookInput{
		ID: req.Id, URL: req.Body.Url, Name: req.Body.Name, Description: omittable(req.Body.Description), ServiceIds: listed(req.Body.ServiceIds),
		TeamIds: listed(req.Body.TeamIds), Headers: headerInputs(req.Body.Headers), Status: (*model.WebhookStatus)(req.Body.Status), IfMatch: ifMatch(req.Params.IfMatch),
	}
	if req.Body.Events != nil { // an empty list is not the same as none
		in.Events = door.Bodies(*req.Body.Events, webhookEvent)
	}
	if req.Body.Urgencies != nil {
		in.Urgencies = door.Bodies(*req.Body.Urgencies, urgency)
	}
	changed, err := s.resolve.Mutation().UpdateWebhook(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, changed.Webhook)
	return api.UpdateWebhook200JSONResponse{
		Body: api.WebhookAnswer{Data: body}, Headers: api.UpdateWebhook200ResponseHeaders{ETag: etag(changed.Webhook)},
	}, err
}

// DeleteWebhook serves DELETE /webhooks/{id}.
func (s *server) DeleteWebhook(ctx context.Context, req api.DeleteWebhookRequestObject) (api.DeleteWebhookResponseObject, error) {
	_, err := s.resolve.Mutation().DeleteWebhook(ctx, model.DeleteWebhookInput{ID: req.Id})
	return api.DeleteWebhook204Response{}, err
}

// EnableWebhook serves POST /webhooks/{id}/enable.
func (s *server) EnableWebhook(ctx context.Context, req api.EnableWebhookRequestObject) (api.EnableWebhookResponseObject, error) {
	changed, err := s.resolve.Mutation().EnableWebhook(ctx, model.EnableWebhookInput{ID: req.Id})
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, changed.Webhook)
	return api.EnableWebhook200JSONResponse{Data: body, Revived: changed.Revived}, err
}

// RecoverWebhook serves POST /webhooks/{id}/recover.
func (s *server) RecoverWebhook(ctx context.Context, req api.RecoverWebhookRequestObject) (api.RecoverWebhookResponseObject, error) {
	changed, err := s.resolve.Mutation().RecoverWebhook(ctx, model.RecoverWebhookInput{ID: req.Id, Since: req.Body.Since})
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, changed.Webhook)
	return api.RecoverWebhook200JSONResponse{Data: body, Revived: changed.Revived}, err
}

// RotateWebhookSecret serves POST /webhooks/{id}/rotate-secret.
func (s *server) RotateWebhookSecret(ctx context.Context, req api.RotateWebhookSecretRequestObject) (api.RotateWebhookSecretResponseObject, error) {
	changed, err := s.resolve.Mutation().RotateWebhookSecret(ctx, model.RotateWebhookSecretInput{ID: req.Id})
	if err != nil {
		return nil, err
	}
	body, err := s.webhook(ctx, changed.Webhook)
	body.Secret = &changed.Secret
	return api.RotateWebhookSecret200JSONResponse{Data: body}, err
}

// findWebhook returns the webhook that a path names, or NotFound.
func (s *server) findWebhook(ctx context.Context, id string) (*model.Webhook, error) {
	hook, err := s.resolve.Query().Webhook(ctx, id)
	if err == nil && hook == nil {
		err = door.Missing("webhook", id)
	}
	return hook, err
}

func (s *server) webhook(ctx context.Context, hook *model.Webhook) (api.Webhook, error) {
	body := api.Webhook{
		Id: hook.ID, Name: hook.Name, Description: orNull(hook.Description), Url: hook.URL, ServiceIds: hook.ServiceIDs, TeamIds: hook.TeamIDs,
		Events:    door.Bodies(hook.Events, func(e model.WebhookEvent) api.WebhookEvent { return api.WebhookEvent(e) }),
		Urgencies: door.Bodies(hook.Urgencies, func(u model.Urgency) api.Urgency { return api.Urgency(u) }), HeaderNames: hook.HeaderNames,
		Status: api.WebhookStatus(hook.Status), DisabledReason: orNull(hook.DisabledReason), DisabledAt: timeOrNull(hook.DisabledAt),
		FailingSince: timeOrNull(hook.FailingSince), OldSecretUntil: timeOrNull(hook.OldSecretUntil), Owner: null[api.Reference](),
		CreatedAt: hook.CreatedAt.UTC(), UpdatedAt: hook.UpdatedAt.UTC(),
	}
	owner, err := s.resolve.Webhook().Owner(ctx, hook)
	if owner != nil {
		body.Owner = nullable.NewNullableWithValue(api.Reference{Id: owner.ID, Name: owner.Name})
	}
	return body, err
}

func webhookEvent(e api.WebhookEvent) model.WebhookEvent { return model.WebhookEvent(e) }

func urgency(u api.Urgency) model.Urgency { return model.Urgency(u) }

// headerInputs returns headers in the order of their names; nil if they are left out.
func headerInputs(headers *map[string]string) []*model.WebhookHeaderInput {
	if headers == nil {
		return nil
	}
	inputs := []*model.WebhookHeaderInput{}
	for _, name := range slices.Sorted(maps.Keys(*headers)) {
		inputs = append(inputs, &model.WebhookHeaderInput{Name: name, Value: (*headers)[name]})
	}
	return inputs
}
