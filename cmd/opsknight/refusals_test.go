package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/opsknight/opsknight/model"
)

// refusal is a bad request and what must come back.
type refusal struct {
	name   string
	send   request
	status int
	field  string // in details; "": no field is at fault
	reason string
}

// bad is a body that must be refused by everything that takes JSON.
type bad struct{ name, body string }

// badJSON are bodies that are not exactly one JSON object the server can take.
var badJSON = []bad{
	{"a blank body", " "},
	{"not JSON", "title=x"},
	{"cut off", `{"title":"x"`},
	{"trailing data", `{"title":"x"} {"title":"y"}`},
	{"trailing garbage", `{"title":"x"}}`},
	{"a list", `[{"title":"x"}]`},
	{"null", `null`},
	{"a text", `"title"`},
	{"a number", `5`},
	{"an empty list", `[]`},
	{"the same key twice", `{"title":"x","title":"y"}`},
	{"the same key twice, once escaped", `{"title":"x","titl\u0065":"y"}`},
	{"the same key twice, deep down", `{"title":"x","custom_details":{"a":{"b":1,"b":2}}}`},
	{"a NUL, escaped", `{"title":"x\u0000y"}`},
	{"a NUL as it is", "{\"title\":\"x\x00y\"}"},
	{"a NUL in a key", `{"title":"x","custom_details":{"a\u0000":1}}`},
	{"invalid UTF-8", "{\"title\":\"x\xffy\"}"},
	{"a character cut in two", "{\"title\":\"x\xe2\x82\"}"},
	{"a lone surrogate", `{"title":"x\ud800y"}`},
	{"a lone low surrogate", `{"title":"\udc00"}`},
	{"100,000 levels of lists", strings.Repeat("[", 100_000)},
	{"100,000 levels of lists, closed", strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000)},
	{"100,000 levels of objects", strings.Repeat(`{"":`, 100_000) + "1" + strings.Repeat("}", 100_000)},
	{"100,000 levels inside a field", `{"title":"x","custom_details":` + strings.Repeat(`{"a":`, 50_000) + "1" + strings.Repeat("}", 50_000) + "}"},
	{"a byte order mark", "\xef\xbb\xbf{\"title\":\"x\"}"},
	{"UTF-16", "\xff\xfe{\x00}\x00"},
	{"NaN", `{"title":NaN}`},
	{"a comment", `{"title":"x"/*y*/}`},
	{"a trailing comma", `{"title":"x",}`},
	{"an octal number", `{"title":"x","custom_details":{"a":012}}`},
}

func TestRESTRefusesBadInput(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		id := s.open(t, "To be changed")
		svc := s.service(t, model.Live, "payment-api").ID
		tests := queryRefusals()
		tests = append(tests, createRefusals(svc)...)
		tests = append(tests, patchRefusals(id)...)
		tests = append(tests, routeRefusals(id)...)
		for _, path := range []string{"/api/incidents", "/api/incidents/" + id + "/notes"} {
			for _, b := range badJSON {
				tests = append(tests, refusal{"POST " + path + ": " + b.name, request{path: path, body: b.body}, 400, "*", ""})
			}
		}
		for _, b := range badJSON {
			tests = append(tests, refusal{"PATCH: " + b.name, request{method: "PATCH", path: "/api/incidents/" + id, body: b.body}, 400, "*", ""})
		}
		before := s.stored(t)
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) { s.refuses(t, tt) })
		}
		if after := s.stored(t); after != before {
			t.Errorf("something was stored:\n%s\nbefore:\n%s", after, before)
		}
	})
}

// refuses checks status and shape of a refusal by REST.
func (s *testServer) refuses(t *testing.T, tt refusal) reply {
	t.Helper()
	got := s.send(t, tt.send).want(t, tt.status)
	code := map[int]string{400: "VALIDATION_ERROR", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 405: "VALIDATION_ERROR", 409: "CONFLICT", 413: "VALIDATION_ERROR", 415: "VALIDATION_ERROR"}[tt.status]
	if got.at(t, "error.code") != code || got.at(t, "error.message") == "absent" || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
		t.Error("not the reference's error:", got.header.Get("Content-Type"), cut(got.body))
	}
	if len(got.body) > 20_000 {
		t.Errorf("the answer has %d bytes", len(got.body))
	}
	switch tt.field {
	case "*":
	case "":
		if got.at(t, "error.details.field") != "absent" {
			t.Error("a field is at fault:", cut(got.body))
		}
	default:
		got.is(t, map[string]string{"error.details.field": tt.field})
		if tt.reason != "" {
			got.is(t, map[string]string{"error.details.reason": tt.reason})
		}
	}
	return got
}

func queryRefusals() []refusal {
	row := func(name, query, field, reason string) refusal {
		return refusal{name, request{path: "/api/incidents?" + query}, 400, field, reason}
	}
	return []refusal{
		row("an unknown parameter", "nothing=1", "nothing", "unknown"),
		row("a parameter in another case", "Status=OPEN", "Status", "unknown"),
		row("a parameter twice", "limit=1&limit=2", "limit", "duplicate"),
		row("limit 0", "limit=0", "limit", "out_of_range"),
		row("a limit below 0", "limit=-1", "limit", "out_of_range"),
		row("a limit that is a word", "limit=ten", "limit", "wrong_type"),
		row("a limit with a fraction", "limit=1.5", "limit", ""),
		row("a limit with an exponent", "limit=1e2", "limit", ""),
		row("a limit in hex", "limit=0x10", "limit", ""),
		row("an empty limit", "limit=", "limit", ""),
		row("a limit of 30 digits", "limit="+strings.Repeat("9", 30), "limit", ""),
		row("a limit of 19 digits", "limit=9999999999999999999", "limit", ""),
		row("a list of limits", "limit=1,2", "limit", ""),
		row("an offset below 0", "offset=-1", "offset", "out_of_range"),
		row("an offset of 30 digits", "offset="+strings.Repeat("9", 30), "offset", ""),
		row("an offset that is a word", "offset=x", "offset", "wrong_type"),
		row("an unknown status", "status=CLOSED", "status", "unknown_value"),
		row("an unknown status among known ones", "status=OPEN,CLOSED", "status", "unknown_value"),
		row("a status in lower case", "status=open", "status", "unknown_value"),
		row("an empty status", "status=", "status", ""),
		row("a status and nothing", "status=OPEN,", "status", ""),
		row("an unknown urgency", "urgency=CRITICAL", "urgency", "unknown_value"),
		row("an unknown sort", "sort=title", "sort", "unknown_value"),
		row("an unknown order", "order=up", "order", "unknown_value"),
		row("a date that is a word", "created_after=yesterday", "created_after", "invalid_format"),
		row("a date that does not exist", "created_after=2024-02-30", "created_after", "invalid_format"),
		row("an empty date", "created_before=", "created_before", "invalid_format"),
		row("a year 0", "created_after=0000-01-01", "created_after", "invalid_format"),
		row("a year that is 0 in UTC", "created_after=0001-01-01T00:00:00%2B23:59", "created_after", "invalid_format"),
		row("a year of five digits in UTC", "created_before=9999-12-31T23:00:00-23:00", "created_before", "invalid_format"),
		row("an empty service", "service_id=", "service_id", ""),
		row("a year of five digits", "created_before=10000-01-01", "created_before", "invalid_format"),
		row("a NUL", "q=%00", "q", "invalid_encoding"),
		row("invalid UTF-8", "q=%ff", "q", "invalid_encoding"),
		row("a NUL in an id", "service_id=svc_%00", "service_id", "invalid_encoding"),
		row("a broken escape", "q=%zz", "", ""),
		row("a semicolon", "q=a;b=c", "", ""),
		row("a text to search for of 501 characters", "q="+strings.Repeat("x", 501), "q", "too_long"),
		row("a dedup key of 256 characters", "dedup_key="+strings.Repeat("x", 256), "dedup_key", "too_long"),
		{"an unknown parameter of one object", request{path: "/api/services/svc_1?limit=1"}, 400, "limit", "unknown"},
		{"an unknown parameter of a timeline", request{path: "/api/incidents/inc_1/timeline?sort=created_at"}, 400, "sort", "unknown"},
		{"an unknown sort of services", request{path: "/api/services?sort=urgency"}, 400, "sort", "unknown_value"},
	}
}

func createRefusals(svc string) []refusal {
	row := func(name, fields, field, reason string) refusal {
		return refusal{"create: " + name, request{path: "/api/incidents", body: strings.ReplaceAll(fields, "SVC", svc)}, 400, field, reason}
	}
	return []refusal{
		row("no title", `{"service_id":"SVC"}`, "title", "required"),
		row("an empty title", `{"title":"","service_id":"SVC"}`, "title", "required"),
		row("a blank title", `{"title":" \t","service_id":"SVC"}`, "title", "required"),
		row("a title that is null", `{"title":null,"service_id":"SVC"}`, "title", ""),
		row("a title that is a number", `{"title":5,"service_id":"SVC"}`, "title", "wrong_type"),
		row("a title that is an object", `{"title":{},"service_id":"SVC"}`, "title", "wrong_type"),
		row("a title of 501 characters", `{"title":"`+strings.Repeat("ü", 501)+`","service_id":"SVC"}`, "title", "too_long"),
		row("no service", `{"title":"x"}`, "service_id", "required"),
		row("an empty service", `{"title":"x","service_id":""}`, "service_id", "required"),
		row("a service that is a number", `{"title":"x","service_id":1}`, "service_id", "wrong_type"),
		row("a service that does not exist", `{"title":"x","service_id":"svc_01jd0000000000000000000000"}`, "service_id", "not_found"),
		row("a service by its slug", `{"title":"x","service_id":"payment-api"}`, "service_id", "not_found"),
		row("an unknown field", `{"title":"x","service_id":"SVC","status":"OPEN"}`, "status", "unknown"),
		row("a field in another case", `{"title":"x","service_id":"SVC","Urgency":"LOW"}`, "Urgency", "unknown"),
		row("an unknown urgency", `{"title":"x","service_id":"SVC","urgency":"CRITICAL"}`, "urgency", "unknown_value"),
		row("an urgency that is null", `{"title":"x","service_id":"SVC","urgency":null}`, "urgency", ""),
		row("an unknown priority", `{"title":"x","service_id":"SVC","priority":"P0"}`, "priority", "unknown_value"),
		row("a priority that is a number", `{"title":"x","service_id":"SVC","priority":1}`, "priority", ""),
		row("an empty priority", `{"title":"x","service_id":"SVC","priority":""}`, "priority", "unknown_value"),
		row("a description of 10,001 characters", `{"title":"x","service_id":"SVC","description":"`+strings.Repeat("x", 10_001)+`"}`, "description", "too_long"),
		row("a dedup key of 256 characters", `{"title":"x","service_id":"SVC","dedup_key":"`+strings.Repeat("x", 256)+`"}`, "dedup_key", "too_long"),
		row("custom details that are a text", `{"title":"x","service_id":"SVC","custom_details":"x"}`, "custom_details", "wrong_type"),
		row("custom details that are a list", `{"title":"x","service_id":"SVC","custom_details":[]}`, "custom_details", "wrong_type"),
		row("a user who does not exist", `{"title":"x","service_id":"SVC","assignee_id":"usr_1"}`, "assignee_id", "not_found"),
		row("a team that does not exist", `{"title":"x","service_id":"SVC","team_id":"team_1"}`, "team_id", "not_found"),
		row("a user and a team", `{"title":"x","service_id":"SVC","assignee_id":"usr_1","team_id":"team_1"}`, "team_id", "conflict"),
		{"create: an empty idempotency key", request{
			path: "/api/incidents", body: `{"title":"x","service_id":"` + svc + `"}`, header: map[string]string{"Idempotency-Key": " "},
		}, 400, "Idempotency-Key", "required"},
		{"create: an idempotency key of 256 characters", request{
			path: "/api/incidents", body: `{"title":"x","service_id":"` + svc + `"}`, header: map[string]string{"Idempotency-Key": strings.Repeat("x", 256)},
		}, 400, "Idempotency-Key", "too_long"},
		{"create: an idempotency key that is not UTF-8", request{
			path: "/api/incidents", body: `{"title":"x","service_id":"` + svc + `"}`, header: map[string]string{"Idempotency-Key": "\xff\xfe"},
		}, 400, "Idempotency-Key", "invalid_encoding"},
	}
}

func patchRefusals(id string) []refusal {
	row := func(name, fields, field, reason string) refusal {
		return refusal{"change: " + name, request{method: "PATCH", path: "/api/incidents/" + id, body: fields}, 400, field, reason}
	}
	return []refusal{
		row("an unknown field", `{"alert_count":5}`, "alert_count", "unknown"),
		row("the service", `{"service_id":"svc_1"}`, "service_id", "unknown"),
		row("a title that is null", `{"title":null}`, "title", ""),
		row("an empty title", `{"title":""}`, "title", "required"),
		row("an unknown status", `{"status":"CLOSED"}`, "status", "unknown_value"),
		row("a status that is null", `{"status":null}`, "status", ""),
		row("a status that is a list", `{"status":["OPEN"]}`, "status", ""),
		row("an unknown urgency", `{"urgency":"high"}`, "urgency", "unknown_value"),
		row("to snooze without an end", `{"status":"SNOOZED"}`, "snooze_minutes", "required"),
		row("to snooze for 0 minutes", `{"status":"SNOOZED","snooze_minutes":0}`, "snooze_minutes", "out_of_range"),
		row("to snooze for 30 days and a minute", `{"status":"SNOOZED","snooze_minutes":43201}`, "snooze_minutes", "out_of_range"),
		row("to snooze for half a minute", `{"status":"SNOOZED","snooze_minutes":0.5}`, "snooze_minutes", ""),
		row("to snooze for a text", `{"status":"SNOOZED","snooze_minutes":"60"}`, "snooze_minutes", "wrong_type"),
		row("to snooze for 1e400 minutes", `{"status":"SNOOZED","snooze_minutes":1e400}`, "snooze_minutes", ""),
		row("to snooze for a number of 40 digits", `{"status":"SNOOZED","snooze_minutes":`+strings.Repeat("9", 40)+`}`, "snooze_minutes", ""),
		row("to snooze until now", `{"status":"SNOOZED","snoozed_until":"2024-01-15T10:30:00Z"}`, "snoozed_until", "out_of_range"),
		row("to snooze until the past", `{"status":"SNOOZED","snoozed_until":"2024-01-14T10:30:00Z"}`, "snoozed_until", "out_of_range"),
		row("to snooze beyond 30 days", `{"status":"SNOOZED","snoozed_until":"2024-02-14T10:30:00.000001Z"}`, "snoozed_until", "out_of_range"),
		row("to snooze until a word", `{"status":"SNOOZED","snoozed_until":"tomorrow"}`, "snoozed_until", "invalid_format"),
		row("to snooze until a day that does not exist", `{"status":"SNOOZED","snoozed_until":"2024-02-30T10:30:00Z"}`, "snoozed_until", "invalid_format"),
		row("to snooze until an hour that does not exist", `{"status":"SNOOZED","snoozed_until":"2024-01-16T25:00:00Z"}`, "snoozed_until", "invalid_format"),
		row("to snooze until a time without an offset", `{"status":"SNOOZED","snoozed_until":"2024-01-16T10:00:00"}`, "snoozed_until", "invalid_format"),
		row("to snooze until a leap second", `{"status":"SNOOZED","snoozed_until":"2024-01-16T23:59:60Z"}`, "snoozed_until", "invalid_format"),
		row("to snooze for minutes and until", `{"status":"SNOOZED","snooze_minutes":5,"snoozed_until":"2024-01-16T10:30:00Z"}`, "snoozed_until", "conflict"),
		row("minutes without SNOOZED", `{"snooze_minutes":5}`, "snooze_minutes", "conflict"),
		row("minutes with another status", `{"status":"RESOLVED","snooze_minutes":5}`, "snooze_minutes", "conflict"),
		row("a resolution note without RESOLVED", `{"resolution_note":"x"}`, "resolution_note", "conflict"),
		row("an empty resolution note", `{"status":"RESOLVED","resolution_note":""}`, "resolution_note", "required"),
		row("custom details that are a number", `{"custom_details":5}`, "custom_details", "wrong_type"),
		row("a user and a team", `{"assignee_id":"usr_1","team_id":"team_1"}`, "team_id", "conflict"),
		row("a user who does not exist", `{"assignee_id":"usr_1"}`, "assignee_id", "not_found"),
		row("a user that is empty", `{"assignee_id":""}`, "assignee_id", "not_found"),
		row("good and bad together", `{"title":"Changed","status":"CLOSED"}`, "status", "unknown_value"),
		{"a note without content", request{path: "/api/incidents/" + id + "/notes", body: `{}`}, 400, "content", "required"},
		{"a note that is blank", request{path: "/api/incidents/" + id + "/notes", body: `{"content":" "}`}, 400, "content", "required"},
		{"a note of 10,001 characters", request{path: "/api/incidents/" + id + "/notes", body: `{"content":"` + strings.Repeat("x", 10_001) + `"}`}, 400, "content", "too_long"},
		{"several faults at once", request{path: "/api/incidents/" + id + "/notes", body: `{"text":"x","author":"y"}`}, 400, "*", ""},
	}
}

func routeRefusals(id string) []refusal {
	missing := "inc_01jd0000000000000000000000"
	var rows []refusal
	for _, path := range []string{
		"/", "/nothing", "/incidents/", "/incidents/" + id + "/", "/incidents/" + id + "/nothing", "/v1/incidents", "/Incidents", "//incidents",
		"/incidents/" + missing, "/incidents/" + missing + "/timeline", "/incidents/" + missing + "/alerts", "/incidents/" + missing + "/notes",
		"/incidents/x", "/incidents/%00", "/incidents/%ff", "/incidents/" + strings.Repeat("x", 5000), "/incidents/" + strings.ToUpper(id), "/incidents/..%2fusers",
		"/services/svc_1", "/services/%00", "/services/%ff", "/users/usr_1", "/users/%00", "/users/%ff", "/teams/team_1", "/teams/%00", "/teams/%ff", "/services/" + id, "/services/payment-api",
	} {
		rows = append(rows, refusal{"GET " + path, request{path: "/api" + path}, 404, "", ""})
	}
	rows = append(rows,
		refusal{"PATCH of nothing", request{method: "PATCH", path: "/api/incidents/" + missing, body: `{}`}, 404, "", ""},
		refusal{"a note on nothing", request{path: "/api/incidents/" + missing + "/notes", body: `{"content":"x"}`}, 404, "", ""},
		refusal{"POST to an unknown route", request{path: "/api/nothing", body: `{}`}, 404, "", ""},
		refusal{"POST without a body to an unknown route", request{method: "POST", path: "/api/nothing"}, 404, "", ""},
		refusal{"an unknown route at the root", request{path: "/nothing"}, 404, "", ""},
		refusal{"a method that HTTP does not have", request{method: "FETCH", path: "/api/incidents"}, 405, "", ""},
		refusal{"a method that HTTP does not have, nowhere", request{method: "FETCH", path: "/api/nothing"}, 404, "", ""},
		refusal{"too large", request{path: "/api/incidents", body: `{"title":"` + strings.Repeat("x", 1<<20) + `"}`}, 413, "", ""},
	)
	for _, mediaType := range []string{
		"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=latin1", "application/jsonx", "json", ";",
	} {
		rows = append(rows, refusal{"media type " + mediaType, request{
			path: "/api/incidents", body: `{"title":"x"}`, header: map[string]string{"Content-Type": mediaType},
		}, 415, "", ""})
	}
	return rows
}

func TestWrongMethodsAreToldTheRightOnes(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		paths := map[string]string{
			"/api/openapi.json": "GET, HEAD", "/healthz": "GET, HEAD", "/readyz": "GET, HEAD", "/graphql/schema.graphqls": "GET, HEAD",
		}
		spec := s.specification(t)
		for path := range spec.Paths {
			paths["/api"+parameter.ReplaceAllString(path, "x_1")] = spec.methods(path)
		}
		for path, allow := range paths {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
				allowed := false
				for one := range strings.SplitSeq(allow, ", ") {
					allowed = allowed || one == method
				}
				t.Run(method+" "+path, func(t *testing.T) {
					for _, r := range []request{
						{method: method, path: path},
						{method: method, path: path, body: `{"a":1}`},
						{method: method, path: path, body: "x", header: map[string]string{"Content-Type": "text/plain"}},
					} {
						got := s.send(t, r)
						if allowed != (got.status != http.StatusMethodNotAllowed) {
							t.Fatalf("answered %d: %s", got.status, cut(got.body))
						}
						if allowed {
							return
						}
						if got.header.Get("Allow") != allow {
							t.Errorf("Allow is %q, want %q", got.header.Get("Allow"), allow)
						}
						if method != "HEAD" {
							got.is(t, map[string]string{"error.code": "VALIDATION_ERROR"})
						}
					}
				})
			}
		}
	})
}

func TestSeveralFaultsAreToldAtOnce(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		got := s.send(t, request{path: "/api/incidents", body: `{"title":"","urgency":"NOW","nothing":1}`}).want(t, 400)
		fields := map[string]bool{}
		for _, field := range got.each(t, "error.details.errors", "field") {
			fields[field] = true
		}
		for _, field := range []string{"title", "service_id", "urgency", "nothing"} {
			if !fields[field] {
				t.Errorf("%s is not told: %s", field, got.body)
			}
		}
		if got.at(t, "error.message") != got.at(t, "error.details.errors.0.message") || got.at(t, "error.details.field") != got.at(t, "error.details.errors.0.field") {
			t.Error("message and details are not of the first fault:", got.body)
		}
		got = s.send(t, request{path: "/api/incidents?" + url.Values{"limit": {"0"}, "status": {"X"}, "sort": {"y"}}.Encode()}).want(t, 400)
		if n := len(got.each(t, "error.details.errors", "field")); n != 3 {
			t.Errorf("%d faults are told of 3: %s", n, got.body)
		}
	})
}

func TestLargeButValidInputIsTaken(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		svc := s.service(t, model.Live, "payment-api").ID
		deep := strings.Repeat(`{"a":`, 50) + `"ü"` + strings.Repeat("}", 50)
		for name, custom := range map[string]string{
			"a number beyond float64":   `{"a":1e999}`,
			"a number of 400 digits":    `{"a":` + strings.Repeat("9", 400) + `}`,
			"50 levels":                 deep,
			"a list of 100,000 numbers": `{"a":[` + strings.Repeat("1,", 99_999) + `1]}`,
			"an emoji, escaped":         `{"a":"\ud83d\ude00"}`,
		} {
			t.Run(name, func(t *testing.T) {
				made := s.post(t, "/api/incidents", `{"title":"x","service_id":"`+svc+`","custom_details":`+custom+`}`)
				if !strings.Contains(made.body, custom) {
					t.Error("custom_details are not as they were sent:", cut(made.body))
				}
				if read := s.get(t, "/api/incidents/"+made.at(t, "data.id")); !strings.Contains(read.body, custom) {
					t.Error("custom_details are not read as they were sent:", cut(read.body))
				}
			})
		}
		s.post(t, "/api/incidents", `{"title":"`+strings.Repeat("ü", 500)+`","service_id":"`+svc+`","description":"`+strings.Repeat("😀", 10_000)+`","dedup_key":"`+strings.Repeat("ü", 255)+`"}`)
	})
}
