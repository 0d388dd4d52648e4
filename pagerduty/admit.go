package pagerduty

import (
	"net/http"
	"strconv"
	"time"

	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// admit lets in who has a key and has not used up its limit. "Authorization: Token
// token=…", which PagerDuty's clients send, has an API key here, as Bearer has.
func (a *API) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, result, err := a.Gate.Admit(r)
		gate.Headers(w.Header(), result)
		a.limitHeaders(w.Header(), result)
		if err != nil {
			a.Fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(auth.With(r.Context(), actor)))
	})
}

// limitHeaders tells the client of its limit as PagerDuty does, whose reset is a number
// of seconds.
func (a *API) limitHeaders(header http.Header, result ratelimit.Result) {
	if result.Limit == 0 {
		return // no limit: there is nothing to tell
	}
	wait := result.RetryAfter
	if result.Allowed {
		wait = max(result.Reset.Sub(a.Now()), 0)
	}
	header.Set("ratelimit-limit", strconv.Itoa(result.Limit))
	header.Set("ratelimit-remaining", strconv.Itoa(result.Remaining))
	header.Set("ratelimit-reset", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
}
