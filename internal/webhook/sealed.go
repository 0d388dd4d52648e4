package webhook

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/model"
)

// What of a webhook is sealed is bound to its id: moved to another one it does not open.
func secretOf(w *model.Webhook) string  { return "webhook secret " + w.ID }
func headersOf(w *model.Webhook) string { return "webhook headers " + w.ID }

// SetSecret seals the first secret of a webhook.
func SetSecret(box *secret.Box, w *model.Webhook, text string) {
	w.Secret = box.Seal(secretOf(w), text)
}

// RotateSecret seals another secret of a webhook; the one that it had signs on for a
// while.
func RotateSecret(box *secret.Box, w *model.Webhook, text string, at time.Time) {
	old, until := w.Secret, at.Add(model.SecretOverlap)
	w.OldSecret, w.OldSecretUntil = &old, &until
	SetSecret(box, w, text)
}

// Secrets returns what a webhook's events are signed with at a time, the newest first.
func Secrets(box *secret.Box, w *model.Webhook, at time.Time) ([]string, error) {
	sealed := []string{w.Secret}
	if w.OldSecretUntil != nil && at.Before(*w.OldSecretUntil) {
		sealed = append(sealed, *w.OldSecret)
	}
	secrets := make([]string, len(sealed))
	for i, one := range sealed {
		text, err := box.Open(secretOf(w), one)
		if err != nil {
			return nil, fmt.Errorf("open the secret of %s: %w", w.ID, err)
		}
		secrets[i] = text
	}
	return secrets, nil
}

// SetHeaders seals the headers that are sent with a webhook's events.
func SetHeaders(box *secret.Box, w *model.Webhook, header http.Header) error {
	text, err := json.Marshal(header)
	if err != nil {
		return err
	}
	w.HeaderNames = make([]string, 0, len(header))
	for name := range header {
		w.HeaderNames = append(w.HeaderNames, name)
	}
	slices.Sort(w.HeaderNames)
	w.Headers = box.Seal(headersOf(w), string(text))
	return nil
}

// OwnHeaders returns the headers that are sent with a webhook's events.
func OwnHeaders(box *secret.Box, w *model.Webhook) (http.Header, error) {
	text, err := box.Open(headersOf(w), w.Headers)
	if err != nil {
		return nil, fmt.Errorf("open the headers of %s: %w", w.ID, err)
	}
	header := http.Header{}
	return header, json.Unmarshal([]byte(text), &header)
}
