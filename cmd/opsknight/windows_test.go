package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestAMaintenanceWindowByREST(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.post(t, "/api/services", `{"name":"Search"}`).header.Get("Location")
		list := service + "/maintenance-windows"
		status := func(want string) {
			t.Helper()
			s.get(t, service).is(t, map[string]string{"data.status": want})
		}
		made := s.post(t, list, `{"end":"2024-01-15T13:00:00+01:00","description":"New disks."}`)
		path := list + "/" + made.at(t, "data.id")
		made.is(t, map[string]string{"data.start": "2024-01-15T10:30:00Z", "data.end": "2024-01-15T12:00:00Z", "data.description": "New disks.", "data.service_id": strings.TrimPrefix(service, "/api/services/")})
		if got := made.header.Get("Location"); got != path {
			t.Errorf("Location is %q, want %q", got, path)
		}
		status("MAINTENANCE")

		tag := s.get(t, path).header.Get("ETag")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusNotModified)
		s.clock.Advance(time.Minute)
		s.patch(t, path, `{"start":"2024-01-15T11:00:00Z"}`).want(t, http.StatusOK).
			is(t, map[string]string{"data.start": "2024-01-15T11:00:00Z", "data.end": "2024-01-15T12:00:00Z", "data.description": "New disks."})
		status("OPERATIONAL")
		s.send(t, request{path: path, header: map[string]string{"If-None-Match": tag}}).want(t, http.StatusOK)
		s.send(t, request{method: http.MethodPatch, path: path, body: `{"end":"2024-01-15T13:00:00Z"}`, header: map[string]string{"If-Match": tag}}).want(t, http.StatusConflict)
		s.patch(t, path, `{"description":null}`).want(t, http.StatusOK).is(t, map[string]string{"data.description": "null", "data.end": "2024-01-15T12:00:00Z"})

		later := s.post(t, list, `{"start":"2024-01-20T00:00:00Z","end":"2024-01-21T00:00:00Z"}`).at(t, "data.id")
		s.clock.Advance(29 * time.Minute) // 11:00
		status("MAINTENANCE")
		s.clock.Advance(time.Hour) // 12:00, its end
		status("OPERATIONAL")
		for query, want := range map[string][]string{
			"":                             {later},
			"?past=false":                  {later},
			"?past=true":                   {made.at(t, "data.id"), later},
			"?past=true&limit=1&offset=1":  {later},
			"?past=true&limit=10&offset=2": {},
		} {
			if got := s.get(t, list+query).each(t, "data", "id"); !slices.Equal(got, want) {
				t.Errorf("the windows%s are %v, want %v", query, got, want)
			}
		}
		s.get(t, path).is(t, map[string]string{"data.id": made.at(t, "data.id")}) // past, and still there
		s.remove(t, path)
		s.get(t, list+"?past=true").is(t, map[string]string{"pagination.total": "1"})
		s.wantAudit(t, model.Live, made.at(t, "data.id"), []string{"maintenance_window.created", "maintenance_window.updated", "maintenance_window.updated", "maintenance_window.deleted"})
	})
}

func TestAMaintenanceWindowByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		service := s.post(t, "/api/services", `{"name":"Search"}`).at(t, "data.id")
		const create = `mutation($in:CreateMaintenanceWindowInput!){createMaintenanceWindow(input:$in){clientMutationId replayed maintenanceWindow{id serviceId start end description etag}}}`
		made := s.graphql(t, create, map[string]any{"in": map[string]any{"serviceId": service, "end": "2024-01-15T12:00:00Z", "description": "New disks.", "clientMutationId": "a"}})
		made.is(t, map[string]string{
			"errors": "absent", "data.createMaintenanceWindow.clientMutationId": "a", "data.createMaintenanceWindow.replayed": "false",
			"data.createMaintenanceWindow.maintenanceWindow.serviceId": service, "data.createMaintenanceWindow.maintenanceWindow.start": "2024-01-15T10:30:00Z",
			"data.createMaintenanceWindow.maintenanceWindow.end": "2024-01-15T12:00:00Z",
		})
		id, tag := made.at(t, "data.createMaintenanceWindow.maintenanceWindow.id"), made.at(t, "data.createMaintenanceWindow.maintenanceWindow.etag")
		const update = `mutation($in:UpdateMaintenanceWindowInput!){updateMaintenanceWindow(input:$in){maintenanceWindow{start end description}}}`
		s.graphql(t, update, map[string]any{"in": map[string]any{"id": id, "end": "2024-01-15T11:00:00Z", "description": nil, "ifMatch": tag}}).
			is(t, map[string]string{"data.updateMaintenanceWindow.maintenanceWindow": `{"description":null,"end":"2024-01-15T11:00:00Z","start":"2024-01-15T10:30:00Z"}`})
		for name, row := range map[string]struct {
			mutation    string
			in          map[string]any
			code, field string
		}{
			"an etag of before":            {update, map[string]any{"id": id, "end": "2024-01-15T12:00:00Z", "ifMatch": tag}, "CONFLICT", "absent"},
			"an end at the start":          {update, map[string]any{"id": id, "end": "2024-01-15T10:30:00Z"}, "VALIDATION_ERROR", "end"},
			"a start after the end":        {update, map[string]any{"id": id, "start": "2024-01-16T00:00:00Z"}, "VALIDATION_ERROR", "end"},
			"a window that is not there":   {update, map[string]any{"id": "mnt_1", "description": "A"}, "NOT_FOUND", "absent"},
			"an end before now":            {create, map[string]any{"serviceId": service, "end": "2024-01-15T10:00:00Z"}, "VALIDATION_ERROR", "end"},
			"of a service that is not one": {create, map[string]any{"serviceId": "svc_1", "end": "2024-01-16T00:00:00Z"}, "NOT_FOUND", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, row.mutation, map[string]any{"in": row.in}).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		s.clock.Advance(time.Hour)
		s.graphql(t, `query($id:ID!){service(id:$id){maintenanceWindows{totalCount} all:maintenanceWindows(past:true){totalCount nodes{id}}}}`, map[string]any{"id": service}).
			is(t, map[string]string{"data.service.maintenanceWindows.totalCount": "0", "data.service.all": `{"nodes":[{"id":"` + id + `"}],"totalCount":1}`})
		s.graphql(t, `mutation($id:ID!){deleteMaintenanceWindow(input:{id:$id}){deletedId}}`, map[string]any{"id": id}).is(t, map[string]string{"data.deleteMaintenanceWindow.deletedId": id})
		s.graphql(t, `query($id:ID!){node(id:$id){id}}`, map[string]any{"id": id}).is(t, map[string]string{"data.node": "null", "errors": "absent"})
	})
}

func TestAMaintenanceWindowIsRefused(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		list := "/api/services/" + s.service(t, model.Live, "checkout").ID + "/maintenance-windows"
		path := s.post(t, list, `{"start":"2024-02-01T00:00:00Z","end":"2024-02-02T00:00:00Z"}`).header.Get("Location")
		elsewhere := "/api/services/" + s.service(t, model.Live, "payment-api").ID + "/maintenance-windows/" + path[strings.LastIndex(path, "/")+1:]
		create := func(body string) request { return request{path: list, body: body} }
		change := func(body string) request { return request{method: http.MethodPatch, path: path, body: body} }
		read := s.scoped(t, "services:read")
		for name, row := range map[string]struct {
			request
			status int
			field  string
		}{
			"without an end":                        {create(`{}`), 400, "end"},
			"an end at the start":                   {create(`{"start":"2024-02-01T00:00:00Z","end":"2024-02-01T00:00:00Z"}`), 400, "end"},
			"an end before the start":               {create(`{"start":"2024-02-02T00:00:00Z","end":"2024-02-01T00:00:00Z"}`), 400, "end"},
			"an end that is now, without a start":   {create(`{"end":"2024-01-15T10:30:00Z"}`), 400, "end"},
			"an end that is no time":                {create(`{"end":"soon"}`), 400, "end"},
			"an end after the year 9999":            {create(`{"end":"9999-12-31T23:59:59-01:00"}`), 400, "end"},
			"a start that is no time":               {create(`{"start":1,"end":"2024-02-01T00:00:00Z"}`), 400, "start"},
			"a description that is too long":        {create(`{"end":"2024-02-01T00:00:00Z","description":"` + strings.Repeat("x", 10_001) + `"}`), 400, "description"},
			"a new end before the start":            {change(`{"end":"2024-01-31T00:00:00Z"}`), 400, "end"},
			"a new start after the end":             {change(`{"start":"2024-02-03T00:00:00Z"}`), 400, "end"},
			"a new end of null":                     {change(`{"end":null}`), 400, "end"},
			"a new start of null":                   {change(`{"start":null}`), 400, "start"},
			"of a service that does not exist":      {request{path: "/api/services/svc_1/maintenance-windows", body: `{"end":"2024-02-01T00:00:00Z"}`}, 404, "absent"},
			"a window that does not exist":          {request{path: list + "/mnt_1"}, 404, "absent"},
			"the id of its service":                 {request{path: list + "/" + s.service(t, model.Live, "checkout").ID}, 404, "absent"},
			"through another service, to read":      {request{path: elsewhere}, 404, "absent"},
			"through another service, to change":    {request{method: "PATCH", path: elsewhere, body: `{"description":"A"}`}, 404, "absent"},
			"through another service, to delete":    {request{method: "DELETE", path: elsewhere}, 404, "absent"},
			"past by a word":                        {request{path: list + "?past=maybe"}, 400, "past"},
			"made with a key that may only read":    {request{path: list, body: `{"end":"2024-02-01T00:00:00Z"}`, key: read}, 403, "absent"},
			"deleted with a key that may only read": {request{method: "DELETE", path: path, key: read}, 403, "absent"},
			"listed with a key that may not read":   {request{path: list, key: s.scoped(t, "incidents:read")}, 403, "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.send(t, row.request).want(t, row.status).is(t, map[string]string{"error.details.field": row.field})
			})
		}
		s.get(t, path).is(t, map[string]string{"data.start": "2024-02-01T00:00:00Z", "data.end": "2024-02-02T00:00:00Z"})
	})
}
