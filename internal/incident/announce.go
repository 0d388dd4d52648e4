package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// deliver stores what webhooks are told of a transaction: the bytes that each attempt
// sends.
func deliver(ctx context.Context, tx db.Tx, announced []announcement) error {
	if len(announced) == 0 {
		return nil
	}
	hooks, err := db.ActiveWebhooks(ctx, tx)
	if err != nil || len(hooks) == 0 {
		return err
	}
	var wanted []announcement
	for _, one := range announced {
		for _, hook := range hooks {
			if hook.Wants(one.event, one.incident) {
				wanted = append(wanted, one)
				break
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	named, err := namesOf(ctx, tx, wanted)
	if err != nil {
		return err
	}
	var deliveries []*model.WebhookDelivery
	for _, one := range wanted {
		for _, hook := range hooks {
			if hook.Wants(one.event, one.incident) {
				deliveries = append(deliveries, named.delivery(tx, hook, one))
			}
		}
	}
	return db.InsertDeliveries(ctx, tx, deliveries)
}

// names are those of what incidents refer to, by id.
type names map[string]string

func namesOf(ctx context.Context, tx db.Tx, announced []announcement) (names, error) {
	var services, users, teams []string
	for _, one := range announced {
		services = append(services, one.incident.ServiceID)
		if one.incident.AssigneeID != nil {
			users = append(users, *one.incident.AssigneeID)
		}
		if one.incident.TeamID != nil {
			teams = append(teams, *one.incident.TeamID)
		}
	}
	found := names{}
	foundServices, err := db.ServicesByID(ctx, tx, distinct(services))
	if err != nil {
		return nil, err
	}
	for id, service := range foundServices {
		found[id] = service.Name
	}
	if len(users) > 0 {
		foundUsers, err := db.UsersByID(ctx, tx, distinct(users))
		if err != nil {
			return nil, err
		}
		for id, user := range foundUsers {
			found[id] = user.Name
		}
	}
	if len(teams) > 0 {
		foundTeams, err := db.TeamsByID(ctx, tx, distinct(teams))
		if err != nil {
			return nil, err
		}
		for id, team := range foundTeams {
			found[id] = team.Name
		}
	}
	return found, nil
}

func (n names) delivery(tx db.Tx, hook *model.Webhook, of announcement) *model.WebhookDelivery {
	id := tx.NewID(model.DeliveryID)
	inc := of.incident
	body := webhook.Body(id, of.event, tx.Now, of.sequence, inc, *n.ref(&inc.ServiceID), n.ref(inc.AssigneeID), n.ref(inc.TeamID))
	return model.NewDelivery(id, hook, &inc.ID, of.event, of.sequence, body, tx.Now)
}

// ref names an object for a webhook; nil: there is none.
func (n names) ref(id *string) *webhook.Ref {
	if id == nil {
		return nil
	}
	return &webhook.Ref{ID: *id, Name: n[*id]}
}
