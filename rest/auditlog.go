package rest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/gate"
	"github.com/opsknight/opsknight/model"
)

// auditLine is a line of the exported audit log.
type auditLine struct {
	ID         string     `json:"id"`
	Action     string     `json:"action"`
	ObjectID   string     `json:"object_id"`
	ObjectName string     `json:"object_name"`
	Actor      auditActor `json:"actor"`
	UserID     *string    `json:"user_id"`
	Changes    model.JSON `json:"changes"`
	RequestID  string     `json:"request_id"`
	CreatedAt  time.Time  `json:"created_at"`
}

type auditActor struct {
	Type model.ActorType `json:"type"`
	ID   string          `json:"id"`
	Name string          `json:"name"`
}

// exportAuditLog serves GET /audit-log.ndjson: every change, the oldest first, one JSON
// object a line. It is for an administrator who is signed in, whose browser sends no
// header for a download: the parameter environment names LIVE or TEST.
func (s *server) exportAuditLog(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		allow(w, r, "GET, HEAD")
		return
	}
	query := r.URL.Query()
	if env := query.Get("environment"); env != "" {
		r.Header.Set("X-OpsKnight-Environment", env)
	}
	ctx, result, err := s.enter(r)
	gate.Headers(w.Header(), result)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	filter, err := auditFilter(query)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	page, err := s.auditPage(ctx, filter, nil)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Content-Disposition", `attachment; filename="audit-log.ndjson"`)
	w.Header().Set("Cache-Control", "no-store")
	lines := json.NewEncoder(w)
	for {
		for _, entry := range page.Nodes {
			if err := lines.Encode(lineOf(entry)); err != nil {
				return // the client has gone
			}
		}
		if !page.PageInfo.HasNextPage {
			return
		}
		if page, err = s.auditPage(ctx, filter, page.PageInfo.EndCursor); err != nil {
			s.log.ErrorContext(ctx, "audit log", "error", err)
			panic(http.ErrAbortHandler) // or the client would take a part for the whole
		}
	}
}

func (s *server) auditPage(ctx context.Context, filter *model.AuditFilter, after *string) (*model.AuditEntryConnection, error) {
	most := model.MaxPage
	return s.resolve.Query().AuditLog(ctx, filter, model.Ascending, &most, after, nil, nil, nil)
}

func auditFilter(query url.Values) (*model.AuditFilter, error) {
	var problems fault.Collector
	filter := &model.AuditFilter{Action: query["action"], ObjectID: query["object_id"], UserID: query["user_id"]}
	for name, into := range map[string]**time.Time{"created_after": &filter.CreatedAfter, "created_before": &filter.CreatedBefore} {
		if query.Has(name) {
			*into = readTime(&problems, name, ptr(query.Get(name)))
		}
	}
	for name := range query {
		switch name {
		case "action", "object_id", "user_id", "created_after", "created_before", "environment":
		default:
			problems.Add(name, "unknown", "There is no parameter %s here.", fmt.Sprintf("%.50q", name))
		}
	}
	return filter, problems.Err()
}

func lineOf(entry *model.AuditEntry) auditLine {
	return auditLine{
		ID: entry.ID, Action: entry.Action, ObjectID: entry.ObjectID, ObjectName: entry.ObjectName,
		Actor:  auditActor{entry.ActorType, entry.ActorID, entry.ActorName},
		UserID: entry.UserID, Changes: entry.Changes, RequestID: entry.RequestID, CreatedAt: entry.CreatedAt.UTC(),
	}
}
