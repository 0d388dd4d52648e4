package notify

import (
	"fmt"
	"strings"

	"github.com/opsknight/opsknight/model"
)

// object is a JSON object.
type object = map[string]any

// slackText makes a text safe in Slack's markup.
var slackText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// maxSlack is how long a title may be in a block of Slack, which takes 3,000 characters.
const maxSlack = 500

// slack writes a page as Slack's incoming webhooks take it.
// Source: Slack's documentation, "Sending messages using incoming webhooks".
func (p *Pager) slack(page Page) string {
	inc := page.Incident
	title := slackText.Replace(truncate(folded(inc.Title), maxSlack))
	facts := fmt.Sprintf("%s · urgency %s · %s", slackText.Replace(page.Service), inc.Urgency, inc.ID)
	return string(model.ToJSON(object{
		"text": fmt.Sprintf("[%s] %s: %s", inc.Urgency, slackText.Replace(page.Service), title), // what a notification shows
		"blocks": []object{
			{"type": "section", "text": object{"type": "mrkdwn", "text": "*<" + p.link(page) + "|" + strings.ReplaceAll(title, "|", "¦") + ">*"}},
			{"type": "context", "elements": []object{
				{"type": "mrkdwn", "text": facts},
				{"type": "mrkdwn", "text": slackText.Replace(page.Reason)},
			}},
			{"type": "actions", "elements": []object{
				{"type": "button", "style": "primary", "text": object{"type": "plain_text", "text": "Acknowledge"}, "url": p.acknowledge(page)},
				{"type": "button", "text": object{"type": "plain_text", "text": "Open"}, "url": p.link(page)},
			}},
		},
	}))
}

// teams writes a page as an adaptive card, which the workflows of Microsoft Teams take.
// The title is a RichTextBlock, which alone knows no Markdown: monitoring wrote it.
// Source: Microsoft's documentation, "Create incoming webhooks with Workflows".
func (p *Pager) teams(page Page) string {
	inc := page.Incident
	card := object{
		"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
		"body": []object{
			{"type": "RichTextBlock", "inlines": []object{{"type": "TextRun", "size": "Large", "weight": "Bolder", "text": folded(inc.Title)}}},
			{"type": "FactSet", "facts": []object{
				{"title": "Service", "value": page.Service},
				{"title": "Urgency", "value": inc.Urgency},
				{"title": "Opened", "value": local(inc.CreatedAt, page.User.TimeZone)},
				{"title": "Incident", "value": inc.ID},
			}},
			{"type": "TextBlock", "isSubtle": true, "wrap": true, "text": page.Reason},
		},
		"actions": []object{
			{"type": "Action.OpenUrl", "title": "Acknowledge", "url": p.acknowledge(page)},
			{"type": "Action.OpenUrl", "title": "Open", "url": p.link(page)},
		},
	}
	return string(model.ToJSON(object{
		"type":        "message",
		"attachments": []object{{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil, "content": card}},
	}))
}

// webhook writes a page for a program: docs/notifications.md has its fields.
func (p *Pager) webhook(page Page) string {
	inc := page.Incident
	return string(model.ToJSON(object{
		"id": page.ID, "type": "page", "timestamp": page.At.UTC(),
		"user":   object{"id": page.User.ID, "name": page.User.Name, "email": page.User.Email},
		"reason": page.Reason,
		"incident": object{
			"id": inc.ID, "title": inc.Title, "description": inc.Description, "status": inc.Status, "urgency": inc.Urgency, "priority": inc.Priority,
			"service": object{"id": inc.ServiceID, "name": page.Service}, "source": inc.Source, "dedup_key": inc.DedupKey, "created_at": inc.CreatedAt.UTC(),
		},
		"links": object{"incident": p.link(page), "acknowledge": p.acknowledge(page)},
	}))
}

// folded makes one line of a text.
func folded(text string) string { return strings.Join(strings.Fields(text), " ") }

func truncate(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
