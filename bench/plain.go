package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const pageQuery = `{incidents(first:50){nodes{id title status urgency dedupKey alertCount createdAt updatedAt service{id name} assignee{id name}}}}`

func graphqlPage(t target, _ int) []byte { return post(t, "/graphql", `{"query":"`+pageQuery+`"}`) }
func plainPage(t target, _ int) []byte   { return post(t, "/plain", `{"query":"`+pageQuery+`"}`) }
func plainReadPage(t target, _ int) []byte {
	return post(t, "/plain/read", `{"query":"`+pageQuery+`"}`)
}

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
	kept page
}

func newPlain(ctx context.Context, d *db.DB) (*plain, error) {
	p := &plain{db: d}
	var err error
	p.kept, err = p.read(ctx)
	return p, err
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

func (p *plain) memory(w http.ResponseWriter, r *http.Request) { p.answer(w, r, p.kept, nil) }

func (p *plain) database(w http.ResponseWriter, r *http.Request) {
	found, err := p.read(r.Context())
	p.answer(w, r, found, err)
}

func (p *plain) answer(w http.ResponseWriter, r *http.Request, found page, err error) {
	var asked struct{ Query string }
	if decodeErr := json.NewDecoder(r.Body).Decode(&asked); decodeErr != nil || err != nil || asked.Query != pageQuery {
		http.Error(w, "this handler answers one query", http.StatusBadRequest)
		return
	}
	body, err := json.Marshal(found)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

// plain measures a page of 50 incidents against a handler that writes the same bytes
// by encoding/json, in one process and by turns, so that both have the same noise.
func (b *bench) plain(ctx context.Context, database string) error {
	s, err := serving(ctx, database, modeBatch)
	if err != nil {
		return err
	}
	defer s.end()
	t := s.target
	doors := []struct {
		name    string
		request func(target, int) []byte
	}{{"encoding/json, from memory", plainPage}, {"encoding/json, after the same statements", plainReadPage}, {"GraphQL", graphqlPage}}
	size, err := sameBytes(ctx, t)
	if err != nil {
		return err
	}
	spent, lists, databases := make([]time.Duration, len(doors)), make([]int, len(doors)), make([]time.Duration, len(doors))
	const turns = 4
	for turn := range turns {
		for i, door := range doors {
			profiled := func() error { return nil }
			if turn == turns-1 {
				profiled = b.profile(ctx, t, fmt.Sprintf("%s-plain-%d", database, i))
			}
			before, databaseBefore := cpuOf(s.pid), cpuOfTree(s.databasePID)
			m, err := load(ctx, t, 8, b.length/turns+time.Second, door.request)
			if err != nil {
				return err
			}
			if err := profiled(); err != nil {
				return err
			}
			if turn == 0 {
				continue // to warm up
			}
			spent[i] += cpuOf(s.pid) - before
			databases[i] += cpuOfTree(s.databasePID) - databaseBefore
			lists[i] += m.requests
		}
	}
	fmt.Printf("\n## The CPU of a list on %s: 50 incidents with service and assignee, %d bytes, 8 connections\n\n", database, size)
	fmt.Println("| handler | CPU per list | database's CPU | against encoding/json from memory | after the same statements |")
	fmt.Println("| --- | --- | --- | --- | --- |")
	per := func(i int) float64 { return float64(spent[i]) / float64(lists[i]) }
	for i, door := range doors {
		fmt.Printf("| %s | %s | %s | %.1f | %.2f |\n", door.name, micros(spent[i], lists[i]), micros(databases[i], lists[i]), per(i)/per(0), per(i)/per(1))
	}
	return nil
}

// sameBytes returns the size of the answer, if all three handlers give the same.
func sameBytes(ctx context.Context, t target) (int, error) {
	var first []byte
	for _, path := range []string{"/graphql", "/plain", "/plain/read"} {
		body, err := fetch(ctx, t, path)
		if err != nil {
			return 0, err
		}
		if first == nil {
			first = body
		}
		if !bytes.Equal(first, body) {
			return 0, fmt.Errorf("%s answers otherwise than /graphql: …%s", path, body[max(0, len(body)-200):])
		}
	}
	return len(first), nil
}

func fetch(ctx context.Context, t target, path string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+t.Addr+path, bytes.NewReader([]byte(`{"query":"`+pageQuery+`"}`)))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+t.Key)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	return io.ReadAll(answer.Body)
}
