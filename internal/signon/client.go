package signon

import (
	"io"
	"net/http"
	"time"
)

const (
	answerTime    = 10 * time.Second // for each request, from the look-up of the name to the end of the answer
	largestAnswer = 1 << 20          // bytes
)

// newClient returns what asks the provider. It goes where the administrator has said, also
// to addresses that are not public, and through the proxy of the environment; not where an
// answer says.
func newClient() *http.Client {
	return &http.Client{
		Transport:     limited{http.DefaultTransport.(*http.Transport).Clone()},
		Timeout:       answerTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// limited cuts answers that are too large, which no provider's is.
type limited struct{ http.RoundTripper }

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, largestAnswer), answer.Body}
	return answer, nil
}
