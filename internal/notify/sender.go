package notify

import (
	"context"
	"errors"
	"fmt"

	"github.com/opsknight/opsknight/model"
)

// Sender sends notifications, by the channel that each is for.
type Sender struct {
	Mailer *Mailer // nil: the server sends no mail
}

// finalError is a failure that would not go better another time.
type finalError struct{ error }

func (e finalError) Unwrap() error { return e.error }

// IsFinal reports whether a failure to send would not go better another time.
func IsFinal(err error) bool {
	_, final := errors.AsType[finalError](err)
	return final
}

// Send sends one notification, and returns the first of what the other side answered.
func (s *Sender) Send(ctx context.Context, n *model.Notification) (answer string, err error) {
	if n.Channel == model.ChannelEmail {
		if s.Mailer == nil {
			return "", finalError{errors.New("this server sends no mail: it has no --smtp-url")}
		}
		return "", s.Mailer.Send(ctx, n)
	}
	return "", finalError{fmt.Errorf("this server sends nothing by %s", n.Channel)}
}
