package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

// FuzzIncidentQuery checks that whatever stands in the query, the list of incidents
// answers it or refuses it in the documented shape.
func FuzzIncidentQuery(f *testing.F) {
	for _, seed := range []string{
		"", "limit=25&offset=50", "limit=1000", "limit=0", "limit=1e2", "limit=%31", "limit=01", "limit=+5", "offset=2147483647", "offset=2147483648",
		"status=OPEN&urgency=HIGH&service_id=svc_abc123", "status=OPEN,ACKNOWLEDGED&urgency=HIGH,MEDIUM", "status=", "status=,", "status=OPEN,",
		"sort=created_at&order=desc", "sort=urgency&order=asc", "sort=", "team_id=team_1&assignee_id=usr_1,usr_2", "service_id='",
		"created_after=2024-01-15&created_before=2024-01-15T10:30:00.000001%2B02:00", "created_after=0001-01-01T00:00:00%2B23:59", "created_before=9999-12-31T23:59:59-23:59",
		"created_after=20240115T103000Z", "q=100%25+_%5C'", "q=%00", "q=%ff", "q=%f0%9f%98%80", "q=%zz", "q=a;b", "dedup_key=x&dedup_key=y", "nothing=1", "&&=&", "=", "limit[]=5", "status[0]=OPEN",
	} {
		f.Add(seed)
	}
	d := dbtest.Open(f, dbtest.URL(f, "sqlite"))
	clock := dbtest.NewClock()
	d.Now = clock.Now
	s := startServer(f, d, clock, ratelimit.Limits{})
	f.Fuzz(func(t *testing.T, query string) {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := httptest.NewRequestWithContext(t.Context(), method, "/api/incidents", nil)
			r.URL.RawQuery = query
			r.Header.Set("X-API-Key", s.LiveKey)
			w := httptest.NewRecorder()
			s.handler.ServeHTTP(w, r)
			if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
				t.Fatalf("%s %q answered %d: %s", method, query, w.Code, w.Body)
			}
			var body struct {
				Data       []json.RawMessage
				Pagination struct{ Total, Limit, Offset int }
				Error      struct{ Code, Message string }
			}
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
				t.Fatalf("%q answered %s", query, w.Body)
			}
			page := body.Pagination
			switch {
			case w.Code == http.StatusBadRequest && (body.Error.Code != "VALIDATION_ERROR" || body.Error.Message == ""):
				t.Fatalf("%q is refused by %s", query, w.Body)
			case w.Code == http.StatusOK && (page.Limit < 1 || page.Limit > 100 || page.Offset < 0 || len(body.Data) > min(page.Limit, page.Total)):
				t.Fatalf("%q is answered by %s", query, w.Body)
			}
		}
	})
}
