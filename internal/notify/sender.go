package notify

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
	"github.com/opsknight/opsknight/model"
)

// SealedURL is the purpose by which the URLs of notification rules are sealed. It names
// no user, as the user of the sandbox has the rules of the LIVE one.
const SealedURL = "notification rule"

// longestAsked bounds what another side may ask for with Retry-After: a page that waits
// longer is of no use.
const longestAsked = 30 * time.Minute

// Sender sends notifications, by the channel that each is for.
type Sender struct {
	Mailer *Mailer // nil: the server sends no mail
	Client *webhook.Client
	Box    *secret.Box // opens the URLs
}

// Outcome is what came of an attempt to send.
type Outcome struct {
	Err    error         // nil: it was sent
	Final  bool          // a failure that would not go better another time
	Asked  time.Duration // for how long the other side asks to be left alone
	Answer string        // the first 4 kB of what the other side said
}

func final(format string, args ...any) Outcome {
	return Outcome{Err: fmt.Errorf(format, args...), Final: true}
}

// Send makes one attempt at a notification. The time is for what the other side says of
// when to come again.
func (s *Sender) Send(ctx context.Context, n *model.Notification, at time.Time) Outcome {
	switch n.Channel {
	case model.ChannelEmail:
		if s.Mailer == nil {
			return final("this server sends no mail: it has no --smtp-url")
		}
		return s.Mailer.Send(ctx, n)
	case model.ChannelSlack, model.ChannelTeams, model.ChannelWebhook:
		return s.post(ctx, n, at)
	case model.ChannelInbox:
	}
	return final("nothing is sent by %s", n.Channel)
}

// post sends what is stored, the same at each attempt, with the id by which a receiver
// knows a repeat.
func (s *Sender) post(ctx context.Context, n *model.Notification, at time.Time) Outcome {
	url, err := s.Box.Open(SealedURL, n.Destination)
	if err != nil {
		return final("the server cannot open the URL of this rule: set it again")
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set("Idempotency-Key", n.ID)
	header.Set("X-OpsKnight-Notification", n.ID)
	answer, err := s.Client.Post(ctx, url, header, []byte(n.Body))
	out := Outcome{Err: err, Answer: answer.Body}
	if err == nil && !answer.OK() {
		out.Err = fmt.Errorf("it answered %d", answer.Status)
		out.Final = refuses(answer.Status)
		out.Asked = asked(answer, at)
	}
	return out
}

// refuses reports whether a status says that the request itself is wrong.
func refuses(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return false
	}
	return status >= 400 && status < 500
}

// asked reads Retry-After: a schedule without waits of its own waits for nothing else.
func asked(answer webhook.Answer, at time.Time) time.Duration {
	wait, _ := webhook.Schedule{0, 0}.Next(1, answer, at)
	return min(wait, longestAsked)
}

// Stopped reports whether the attempt was broken off as the server stops: it was none.
func (o Outcome) Stopped(ctx context.Context) bool {
	return ctx.Err() != nil && errors.Is(o.Err, context.Canceled)
}

// Word says how the attempt went.
func (o Outcome) Word() string {
	switch {
	case o.Err == nil:
		return "sent"
	case o.Final:
		return "refused"
	}
	return "failed"
}
