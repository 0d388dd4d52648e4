package incident

import (
	"github.com/opsknight/opsknight/internal/notify"
	"github.com/opsknight/opsknight/model"
)

// paging tells people of one incident, for one reason.
type paging struct {
	pager    *notify.Pager
	incident *model.Incident
	service  string // its name
	occasion string
}

// page writes what tells a user of the incident: by these channels, and always in the
// inbox. In TEST nobody is told, and what would have been is kept.
func (j *journal) page(p paging, user *model.User, channels []model.NotificationChannel, reason string) {
	sent := []model.NotificationChannel{model.ChannelInbox}
	for _, channel := range channels {
		if channel.Sends() {
			sent = append(sent, channel)
		}
	}
	for _, channel := range sent {
		for slot, destination := range user.Destinations(channel, p.incident.Urgency) {
			n := j.written(p, user, channel, reason)
			n.Slot, n.Destination = slot, destination
			j.notifications = append(j.notifications, n)
		}
	}
	if j.env == model.Test {
		j.add(model.System(j.env), p.incident, model.EventNotificationSuppressed, changes{
			"user_id": user.ID, "user_name": user.Name, "channels": channels,
		})
	}
}

// written is a page as a channel takes it, with what is to be done with it.
func (j *journal) written(p paging, user *model.User, channel model.NotificationChannel, reason string) *model.Notification {
	page := notify.Page{
		ID: j.stamp.NewID(model.NotificationID), Environment: j.env, Incident: p.incident, Service: p.service,
		User: user, Reason: reason, At: j.stamp.Now,
	}
	subject, body := p.pager.Write(channel, page)
	n := &model.Notification{
		ID: page.ID, UserID: user.ID, IncidentID: &p.incident.ID, Occasion: p.occasion, Channel: channel,
		Subject: subject, Body: body, Status: model.NotificationPending, CreatedAt: j.stamp.Now,
	}
	switch {
	case j.env == model.Test:
		n.Status, n.FinishedAt = model.NotificationSuppressed, &j.stamp.Now
	case channel == model.ChannelInbox:
		n.Status, n.FinishedAt = model.NotificationSent, &j.stamp.Now
	default:
		n.NextAttemptAt = &j.stamp.Now
	}
	return n
}
