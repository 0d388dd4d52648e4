package account

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// Hooks is what the operations on webhooks need beside the database: what seals their
// secrets, and what knows where they may lead.
type Hooks struct {
	Box    *secret.Box
	Client *webhook.Client
}

// CreateWebhook makes a webhook, and returns the secret that its events are signed with.
// With an idempotency key that was used in the last 24 hours it makes none, and returns
// the one that was made then, no secret, and true.
//
// Faults: Forbidden without the scope services:write; Invalid, also for a URL at an
// address that is not public, and for an unknown service or team.
func CreateWebhook(ctx context.Context, tx db.Tx, by model.Actor, with Hooks, in model.CreateWebhookInput) (_ *model.Webhook, shown *string, replayed bool, _ error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, nil, false, err
	}
	if err := in.Validate(); err != nil {
		return nil, nil, false, err
	}
	if err := with.Client.CheckURL("url", in.URL); err != nil {
		return nil, nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	hook, replayed, err := once(ctx, tx, by, "createWebhook", in.IdempotencyKey, in, db.Webhook, func() (*model.Webhook, string, error) {
		if err := checkFilters(ctx, tx, in.ServiceIds, in.TeamIds); err != nil {
			return nil, "", err
		}
		hook := &model.Webhook{
			ID: tx.NewID(model.WebhookID), Name: hostOf(in.URL), Description: in.Description, URL: in.URL, Events: each(in.Events),
			ServiceIDs: each(in.ServiceIds), TeamIDs: each(in.TeamIds), Urgencies: each(in.Urgencies), Status: model.WebhookEnabled, Kept: model.NewKept(tx.Now),
		}
		if in.Name != nil {
			hook.Name = *in.Name
		}
		if by.UserID != "" {
			hook.OwnerID = &by.UserID
		}
		text := webhook.NewSecret()
		shown = &text
		webhook.SetSecret(with.Box, hook, text)
		if err := webhook.SetHeaders(with.Box, hook, headersIn(in.Headers)); err != nil {
			return nil, "", err
		}
		changes, err := db.InsertKept(ctx, tx, hook)
		if err != nil {
			return nil, "", err
		}
		return hook, hook.ID, audit.Log(ctx, tx, by, webhookSubject(hook), "created", changes)
	})
	return hook, shown, replayed, err
}

func webhookSubject(hook *model.Webhook) audit.Subject {
	return audit.Subject{Noun: "webhook", ID: hook.ID, Name: hook.Name}
}

// hostOf is what a webhook is called that nobody gave a name.
func hostOf(text string) string {
	parsed, err := url.Parse(text)
	if err != nil { // it was checked before
		return text
	}
	host := []rune(parsed.Host)
	return string(host[:min(len(host), model.MaxName)])
}

// each returns the values, each once, and never nil.
func each[T comparable](values []T) []T {
	once := []T{}
	for _, value := range values {
		if !slices.Contains(once, value) {
			once = append(once, value)
		}
	}
	return once
}

func headersIn(inputs []*model.WebhookHeaderInput) http.Header {
	header := http.Header{}
	for _, one := range inputs {
		header.Set(one.Name, one.Value)
	}
	return header
}

// checkFilters returns Invalid unless the services and teams exist.
func checkFilters(ctx context.Context, tx db.Tx, serviceIDs, teamIDs []string) error {
	for _, id := range serviceIDs {
		if _, err := db.Service(ctx, tx, id); err != nil {
			return named(err, "service_ids")
		}
	}
	for _, id := range teamIDs {
		if _, err := db.Team(ctx, tx, id); err != nil {
			return named(err, "team_ids")
		}
	}
	return nil
}

// UpdateWebhook changes what the input gives of a webhook. Its status: see EnableWebhook
// and DisableWebhook.
//
// Faults: as of CreateWebhook; NotFound; Conflict if IfMatch is not the webhook's etag.
func UpdateWebhook(ctx context.Context, tx db.Tx, by model.Actor, with Hooks, in model.UpdateWebhookInput) (*model.Webhook, error) {
	hook, err := webhookToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if in.URL != nil {
		if err := with.Client.CheckURL("url", *in.URL); err != nil {
			return nil, err
		}
	}
	if err := model.MatchEtag(in.IfMatch, hook.Etag(), "webhook"); err != nil {
		return nil, err
	}
	if err := checkFilters(ctx, tx, in.ServiceIds, in.TeamIds); err != nil {
		return nil, err
	}
	before := *hook
	if err := applyWebhook(hook, with, in); err != nil {
		return nil, err
	}
	if err := saveWebhook(ctx, tx, by, &before, hook, "updated"); err != nil || in.Status == nil || *in.Status == hook.Status {
		return hook, err
	}
	if *in.Status == model.WebhookEnabled {
		_, err := enable(ctx, tx, by, hook)
		return hook, err
	}
	return hook, DisableWebhook(ctx, tx, by, hook, "It was disabled by "+by.Name+".")
}

func applyWebhook(hook *model.Webhook, with Hooks, in model.UpdateWebhookInput) error {
	if in.Name != nil {
		hook.Name = *in.Name
	}
	if description, given := in.Description.ValueOK(); given {
		hook.Description = description
	}
	if in.URL != nil {
		hook.URL = *in.URL
	}
	if in.Events != nil {
		hook.Events = each(in.Events)
	}
	if in.ServiceIds != nil {
		hook.ServiceIDs = each(in.ServiceIds)
	}
	if in.TeamIds != nil {
		hook.TeamIDs = each(in.TeamIds)
	}
	if in.Urgencies != nil {
		hook.Urgencies = each(in.Urgencies)
	}
	if in.Headers == nil {
		return nil
	}
	had, err := webhook.OwnHeaders(with.Box, hook)
	if err != nil {
		return err
	}
	if given := headersIn(in.Headers); !reflect.DeepEqual(given, had) { // sealed again, the same would look like a change
		return webhook.SetHeaders(with.Box, hook, given)
	}
	return nil
}

func saveWebhook(ctx context.Context, tx db.Tx, by model.Actor, before, hook *model.Webhook, done string) error {
	changes, err := db.UpdateChanged(ctx, tx, before, hook)
	if err != nil || changes == nil {
		return err
	}
	return audit.Log(ctx, tx, by, webhookSubject(hook), done, changes)
}

// DeleteWebhook removes a webhook with all its deliveries.
//
// Faults: Forbidden without the scope services:write; NotFound.
func DeleteWebhook(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	hook, err := webhookToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	changes, err := db.DeleteKept(ctx, tx, hook)
	if err != nil {
		return err
	}
	return audit.Log(ctx, tx, by, webhookSubject(hook), "deleted", changes)
}

// RotateWebhookSecret gives a webhook another secret, and returns it. The one that it had
// signs on for 24 hours; the one before that no more.
//
// Faults: Forbidden without the scope services:write; NotFound.
func RotateWebhookSecret(ctx context.Context, tx db.Tx, by model.Actor, with Hooks, id string) (*model.Webhook, string, error) {
	hook, err := webhookToChange(ctx, tx, by, id)
	if err != nil {
		return nil, "", err
	}
	before, text := *hook, webhook.NewSecret()
	webhook.RotateSecret(with.Box, hook, text, tx.Now)
	return hook, text, saveWebhook(ctx, tx, by, &before, hook, "secret_rotated")
}

func webhookToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.Webhook, error) {
	if err := by.Need(model.ServicesWrite); err != nil {
		return nil, err
	}
	return db.LockWebhook(ctx, tx, id)
}
