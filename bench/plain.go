package main

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const pageQuery = `{incidents(first:50){nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}`

const pageBody = `{"query":"` + pageQuery + `"}`

// page is the answer to pageQuery, as encoding/json writes it.
type page struct {
	Data struct {
		Incidents struct {
			Nodes []pageIncident `json:"nodes"`
		} `json:"incidents"`
	} `json:"data"`
	Extensions json.RawMessage `json:"extensions"`
}

type pageIncident struct {
	ID         string               `json:"id"`
	Title      string               `json:"title"`
	Status     model.IncidentStatus `json:"status"`
	Urgency    model.Urgency        `json:"urgency"`
	DedupKey   *string              `json:"dedupKey"`
	AlertCount int                  `json:"alertCount"`
	CreatedAt  time.Time            `json:"createdAt"`
	UpdatedAt  time.Time            `json:"updatedAt"`
	Service    *pageNamed           `json:"service"`
	Assignee   *pageNamed           `json:"assignee"`
}

type pageNamed struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// plain answers pageQuery without GraphQL: the least that a server in Go could do. At
// /plain/read it reads by the same statements as the API, at /plain it has the rows in
// memory. It knows neither keys nor limits.
type plain struct {
	db   *db.DB
	kept func() (page, error) // as it was when it was asked for first
}

func newPlain(ctx context.Context, d *db.DB) *plain {
	p := &plain{db: d}
	p.kept = sync.OnceValues(func() (page, error) { return p.read(ctx) })
	return p
}

func (p *plain) read(ctx context.Context) (out page, _ error) {
	out.Extensions = json.RawMessage(`{"cost":{"requested":751,"limit":5000}}`)
	r, first := p.db.In(model.Test), 50
	found, err := db.Incidents(ctx, r, model.IncidentFilter{}, db.Newest, model.Page{First: &first})
	if err != nil {
		return out, err
	}
	var services, users []string
	for _, inc := range found.Nodes {
		services = append(services, inc.ServiceID)
		if inc.AssigneeID != nil {
			users = append(users, *inc.AssigneeID)
		}
	}
	serviceByID, err := db.ServicesByID(ctx, r, services)
	if err != nil {
		return out, err
	}
	userByID, err := db.UsersByID(ctx, r, users)
	if err != nil {
		return out, err
	}
	for _, inc := range found.Nodes {
		shown := pageIncident{
			ID: inc.ID, Title: inc.Title, Status: inc.Status, Urgency: inc.Urgency, DedupKey: inc.DedupKey, AlertCount: inc.AlertCount,
			CreatedAt: inc.CreatedAt.UTC(), UpdatedAt: inc.UpdatedAt.UTC(),
		}
		if s := serviceByID[inc.ServiceID]; s != nil {
			shown.Service = &pageNamed{s.ID, s.Name}
		}
		if inc.AssigneeID != nil && userByID[*inc.AssigneeID] != nil {
			shown.Assignee = &pageNamed{*inc.AssigneeID, userByID[*inc.AssigneeID].Name}
		}
		out.Data.Incidents.Nodes = append(out.Data.Incidents.Nodes, shown)
	}
	return out, nil
}

func (p *plain) memory(w http.ResponseWriter, r *http.Request) {
	if asksForPage(w, r) {
		found, err := p.kept()
		writeJSON(w, found, err)
	}
}

func (p *plain) database(w http.ResponseWriter, r *http.Request) {
	if asksForPage(w, r) {
		found, err := p.read(r.Context())
		writeJSON(w, found, err)
	}
}

func asksForPage(w http.ResponseWriter, r *http.Request) bool {
	var asked struct{ Query string }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.Query != pageQuery {
		http.Error(w, "this handler answers one query", http.StatusBadRequest)
		return false
	}
	return true
}
