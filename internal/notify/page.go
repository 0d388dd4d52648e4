package notify

import (
	"bytes"
	"embed"
	"fmt"
	"text/template"
	"time"

	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/model"
)

// Page is what somebody is told of an incident.
type Page struct {
	ID          string // of the notification
	Environment model.Environment
	Incident    *model.Incident
	Service     string // its name
	User        *model.User
	Reason      string // why it is this user: a sentence
	At          time.Time
}

// Pager writes pages, for each channel as it wants them, and the links in them.
type Pager struct {
	URL string // where people reach the server, without a slash at the end
	Box *secret.Box
}

//go:embed page.txt
var pageFile embed.FS

var pageText = template.Must(template.ParseFS(pageFile, "page.txt"))

// maxSubject is how long the subject of a page is, in characters.
const maxSubject = 200

// Write writes a page for a channel: its subject, in one line, and what is sent.
func (p *Pager) Write(channel model.NotificationChannel, page Page) (subject, body string) {
	subject = oneLine(fmt.Sprintf("[%s] %s: %s", page.Incident.Urgency, page.Service, page.Incident.Title))
	switch channel {
	case model.ChannelSlack:
		return subject, p.slack(page)
	case model.ChannelTeams:
		return subject, p.teams(page)
	case model.ChannelWebhook:
		return subject, p.webhook(page)
	case model.ChannelEmail, model.ChannelInbox:
	}
	return subject, p.text(page)
}

// oneLine makes a text fit into one line of a header.
func oneLine(text string) string {
	return truncate(folded(text), maxSubject)
}

func (p *Pager) text(page Page) string {
	var text bytes.Buffer
	err := pageText.Execute(&text, map[string]any{
		"Page": page, "Opened": local(page.Incident.CreatedAt, page.User.TimeZone),
		"Link": p.link(page), "Acknowledge": p.acknowledge(page),
	})
	if err != nil {
		panic(err) // the template is a part of this program
	}
	return text.String()
}

// local shows a time as a user's clock does.
func local(at time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return at.In(loc).Format("2006-01-02 15:04 MST")
}

// link leads to the incident in the web app.
func (p *Pager) link(page Page) string { return p.URL + "/incidents/" + page.Incident.ID }

// acknowledge leads to a page that asks for one click: what scans mails follows links.
func (p *Pager) acknowledge(page Page) string {
	return p.URL + "/ack/" + p.token(Grant{
		Environment: page.Environment, IncidentID: page.Incident.ID, UserID: page.User.ID, Until: page.At.Add(grantLife),
	})
}
