package model

import "slices"

// NotificationRule is how a user is told of incidents of some urgencies.
type NotificationRule struct {
	Channel   NotificationChannel `json:"channel"`
	Urgencies []Urgency           `json:"urgencies"`
	SealedURL string              `json:"url,omitempty"`  // of a channel that posts
	Host      *string             `json:"host,omitempty"` // of the URL, to show; nil: there is none
}

// NotificationRules are all rules of a user.
type NotificationRules []NotificationRule

// Audited shows the rules in the audit log, without the URLs: who has one can post.
func (r NotificationRules) Audited() any {
	shown := make(NotificationRules, len(r))
	for i, rule := range r {
		if shown[i] = rule; rule.SealedURL != "" {
			shown[i].SealedURL = SecretShown
		}
	}
	return shown
}

// NotificationChannel is by what a user is told.
type NotificationChannel string

// The channels.
const (
	ChannelEmail   NotificationChannel = "EMAIL"
	ChannelSlack   NotificationChannel = "SLACK"   // an incoming webhook of Slack
	ChannelTeams   NotificationChannel = "TEAMS"   // a workflow of Microsoft Teams
	ChannelWebhook NotificationChannel = "WEBHOOK" // any URL
	ChannelInbox   NotificationChannel = "INBOX"   // the web app's inbox alone
)

// NotificationChannels lists every channel.
var NotificationChannels = []NotificationChannel{ChannelEmail, ChannelSlack, ChannelTeams, ChannelWebhook, ChannelInbox}

// Sends reports whether a channel takes a message to somewhere. The inbox waits to be
// looked at.
func (c NotificationChannel) Sends() bool { return c != ChannelInbox }

// Posts reports whether a channel posts to a URL of its own.
func (c NotificationChannel) Posts() bool {
	return c == ChannelSlack || c == ChannelTeams || c == ChannelWebhook
}

// Channels returns by what the user is told of incidents of an urgency, each once.
// Who has no rules is told by e-mail.
func (u *User) Channels(urgency Urgency) []NotificationChannel {
	if len(u.Notify) == 0 {
		return []NotificationChannel{ChannelEmail}
	}
	found := []NotificationChannel{}
	for _, rule := range u.Notify {
		if slices.Contains(rule.Urgencies, urgency) && !slices.Contains(found, rule.Channel) {
			found = append(found, rule.Channel)
		}
	}
	return found
}

// Destinations returns where a channel leads for the user of an incident of an urgency,
// each once: an e-mail address, the sealed URLs of the rules, or "" for the inbox.
func (u *User) Destinations(channel NotificationChannel, urgency Urgency) []string {
	if channel == ChannelEmail {
		return []string{u.Email}
	}
	if !channel.Posts() {
		return []string{""}
	}
	var found []string
	for _, rule := range u.Notify {
		if rule.Channel == channel && slices.Contains(rule.Urgencies, urgency) && !slices.Contains(found, rule.SealedURL) {
			found = append(found, rule.SealedURL)
		}
	}
	return found
}

// Reaches reports whether who is told by these channels counts as reached. The inbox
// alone does not: it waits to be looked at. In TEST nobody is told, and all count.
func Reaches(env Environment, channels []NotificationChannel) bool {
	if env == Test {
		return len(channels) > 0
	}
	return slices.ContainsFunc(channels, func(c NotificationChannel) bool { return c != ChannelInbox })
}
