package rest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// Calendar returns the calendar feed with a token: NotFound if there is none.
type Calendar func(ctx context.Context, token string) ([]byte, error)

// calendarFeed serves GET /ical/{token}.ics. Who guesses tokens uses up the limit of
// their address.
func (s *server) calendarFeed(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		allow(w, r, "GET, HEAD")
		return
	}
	if result, err := s.gate.Blocked(r, ratelimit.Reads); err != nil {
		gate.Headers(w.Header(), result)
		s.fail(w, r, err)
		return
	}
	feed, err := s.calendar(r.Context(), chi.URLParam(r, "token"))
	if fault.Is(err, fault.NotFound) {
		var result ratelimit.Result
		result, err = s.gate.Refuse(r, ratelimit.Reads, err)
		gate.Headers(w.Header(), result)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	sum := sha256.Sum256(feed)
	etag := `"` + hex.EncodeToString(sum[:16]) + `"`
	w.Header().Set("ETag", etag)
	w.Header().Set("Cache-Control", "private, max-age=300")
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(feed)
}
