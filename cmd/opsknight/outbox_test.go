package main

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/opsknight/opsknight/model"
)

func TestAWebhookIsToldAndSigned(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, secret := s.hook(t, "", r.url+"/hooks?token=1", `,"headers":{"authorization":"Bearer chat"}`)
		id := s.unheard(t, "High CPU")
		delivery := s.tell(t, model.Live, id, model.WebhookTriggered, 1)[0]
		s.deliver(t, 1)
		got := r.all()[0]
		got.signed(t, secret)
		reply{body: got.body}.is(t, map[string]string{"id": delivery, "event": "incident.triggered", "sequence": "1", "incident.id": id, "incident.title": "High CPU", "timestamp": "2024-01-15T10:30:00.001Z"})
		for name, want := range map[string]string{
			"Content-Type": "application/json", "Authorization": "Bearer chat", "Webhook-Id": delivery, "Webhook-Timestamp": "1705314600", "Accept-Encoding": "",
		} {
			if got.header.Get(name) != want {
				t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
			}
		}
		path := "/api/webhooks/" + hook + "/deliveries"
		s.get(t, path).is(t, map[string]string{"pagination.total": "1", "data.0.status": "DELIVERED", "data.0.attempt_count": "1", "data.0.last_status": "200", "data.0.next_attempt_at": "null", "data.0.body": "absent"})
		s.get(t, path+"/"+delivery).is(t, map[string]string{"data.body": got.body, "data.attempts.0.status": "200", "data.attempts.0.answer": "said the receiver", "data.attempts.0.error": "null"})
		s.get(t, path+"?status=PENDING,FAILED").is(t, map[string]string{"pagination.total": "0"})
		s.get(t, path+"?status=DELIVERED&event=incident.triggered&incident_id="+id).is(t, map[string]string{"pagination.total": "1"})
		s.deliver(t, 0)
	})
}

func TestAfterARotationBothSecretsSignForADay(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, first := s.hook(t, "", r.url, "")
		ping := func() received {
			s.send(t, request{path: "/api/webhooks/" + hook + "/ping", body: "{}"}).want(t, http.StatusCreated)
			s.deliver(t, 1)
			return r.all()[0]
		}
		rotate := func() string {
			return s.send(t, request{path: "/api/webhooks/" + hook + "/rotate-secret", body: "{}"}).want(t, http.StatusOK).at(t, "data.secret")
		}
		ping().signed(t, first)
		second := rotate()
		s.clock.Advance(24*time.Hour - time.Microsecond)
		ping().signed(t, second, first)
		s.clock.Advance(time.Microsecond)
		ping().signed(t, second)
		third := rotate()
		fourth := rotate()
		ping().signed(t, fourth, third)
	})
}

func TestAnIncidentsEventsComeInOrder(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		failing, other := s.unheard(t, "Failing"), s.unheard(t, "Other")
		r.answers(func(_ int, one received) int {
			if strings.Contains(one.body, failing) {
				return http.StatusServiceUnavailable
			}
			return http.StatusOK
		})
		for sequence, event := range map[int]model.WebhookEvent{3: model.WebhookResolved, 1: model.WebhookTriggered, 2: model.WebhookAcknowledged} {
			s.tell(t, model.Live, other, event, sequence+10)
		}
		s.deliver(t, 3)
		r.all()
		first := s.tell(t, model.Live, failing, model.WebhookTriggered, 1)
		s.tell(t, model.Live, failing, model.WebhookAcknowledged, 2)
		s.tell(t, model.Live, other, model.WebhookResolved, 20)
		s.deliver(t, 2)
		s.tell(t, model.Live, failing, model.WebhookResolved, 7)
		s.clock.Advance(6 * time.Second)
		s.deliver(t, 1)
		var bodies []string
		for _, one := range r.all() {
			if strings.Contains(one.body, failing) {
				bodies = append(bodies, one.id()+one.body)
			}
		}
		if len(bodies) != 2 || bodies[0] != bodies[1] || !strings.HasPrefix(bodies[0], first[0]) {
			t.Fatalf("two attempts sent %q", bodies)
		}
		waiting := "/api/webhooks/" + hook + "/deliveries?status=PENDING&incident_id=" + failing
		s.get(t, waiting).is(t, map[string]string{"pagination.total": "3", "data.0.next_attempt_at": "null", "data.1.next_attempt_at": "null", "data.2.attempt_count": "2"})
		r.answers(nil)
		s.clock.Advance(6 * time.Minute)
		s.deliver(t, 3)
		wantSequences(t, r.all(), "1", "2", "7")
		s.deliver(t, 0)
	})
}

func TestRetriesFollowTheScheduleAndEnd(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		id := s.unheard(t, "Given up")
		r.answers(always(http.StatusInternalServerError))
		delivery := s.tell(t, model.Live, id, model.WebhookTriggered, 1)[0]
		s.tell(t, model.Live, id, model.WebhookResolved, 2)
		s.deliver(t, 1)
		for _, wait := range s.outbox.Schedule[1:] {
			s.clock.Advance(wait*8/10 - time.Second)
			s.deliver(t, 0)
			s.clock.Advance(wait*4/10 + time.Second)
			if wait == s.outbox.Schedule[9] {
				r.answers(func(_ int, one received) int {
					if strings.Contains(one.body, delivery) {
						return http.StatusInternalServerError
					}
					return http.StatusOK
				})
				s.deliver(t, 2) // the last of the first, and the second after it
				continue
			}
			s.deliver(t, 1)
		}
		path := "/api/webhooks/" + hook + "/deliveries/" + delivery
		s.get(t, path).is(t, map[string]string{"data.status": "FAILED", "data.attempt_count": "10", "data.last_error": "it answered 500", "data.attempts.9.number": "1", "data.next_attempt_at": "null"})
		line := s.get(t, "/api/incidents/"+id+"/timeline?limit=100")
		lines := line.each(t, "data", "type")
		if last := len(lines) - 1; lines[last] != "webhook_failed" {
			t.Errorf("the timeline ends with %v", lines)
		} else {
			line.is(t, map[string]string{
				"data." + strconv.Itoa(last) + ".actor.type": "SYSTEM", "data." + strconv.Itoa(last) + ".details.delivery_id": delivery,
				"data." + strconv.Itoa(last) + ".details.webhook.id": hook, "data." + strconv.Itoa(last) + ".details.attempts": "10",
			})
		}
	})
}

func TestWhatAnEndpointRefusesEndsAfterThreeAttempts(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		s.hook(t, "", r.url, "")
		id := s.unheard(t, "Refused")
		r.answers(func(_ int, one received) int {
			if strings.Contains(one.body, `"sequence":1,`) {
				return http.StatusUnprocessableEntity
			}
			return http.StatusNoContent
		})
		s.tell(t, model.Live, id, model.WebhookTriggered, 1)
		s.tell(t, model.Live, id, model.WebhookResolved, 2)
		s.deliver(t, 1)
		s.clock.Advance(6 * time.Second)
		s.deliver(t, 1)
		s.clock.Advance(6 * time.Minute)
		s.deliver(t, 2)
		wantSequences(t, r.all(), "1", "1", "1", "2")
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		s.hook(t, "", r.url, "")
		r.header.Set("Retry-After", "600")
		r.answers(always(http.StatusTooManyRequests))
		s.tell(t, model.Live, s.unheard(t, "Busy"), model.WebhookTriggered, 1)
		s.deliver(t, 1)
		s.clock.Advance(10*time.Minute - time.Microsecond)
		s.deliver(t, 0)
		s.clock.Advance(time.Microsecond)
		r.answers(nil)
		s.deliver(t, 1)
	})
}

func TestAnEndpointThatIsGoneIsDisabledAndComesBack(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		path := "/api/webhooks/" + hook
		one, other := s.unheard(t, "One"), s.unheard(t, "Other")
		given := s.tell(t, model.Live, one, model.WebhookTriggered, 1)[0]
		r.answers(always(http.StatusServiceUnavailable))
		s.deliver(t, 1)
		s.tell(t, model.Live, one, model.WebhookAcknowledged, 2)
		s.tell(t, model.Live, other, model.WebhookTriggered, 1)
		r.answers(always(http.StatusGone))
		s.deliver(t, 1)
		s.get(t, path).is(t, map[string]string{"data.status": "DISABLED", "data.disabled_reason": "It answered 410: it wants nothing any more.", "data.disabled_at": "2024-01-15T10:30:00.003Z"})
		s.get(t, path+"/deliveries?status=FAILED").is(t, map[string]string{"pagination.total": "3"})
		s.get(t, path+"/deliveries/"+given).is(t, map[string]string{"data.last_error": "the webhook is disabled"})
		if sent := s.tell(t, model.Live, one, model.WebhookResolved, 3); len(sent) > 0 {
			t.Error("events are stored for a disabled webhook")
		}
		s.wantAudit(t, model.Live, hook, []string{"webhook.created", "webhook.disabled"})
		for _, action := range []string{"ping", "recover", "deliveries/" + given + "/redeliver"} {
			body := map[bool]string{true: `{"since":"2024-01-01T00:00:00Z"}`, false: "{}"}[action == "recover"]
			s.send(t, request{path: path + "/" + action, body: body}).want(t, http.StatusConflict)
		}
		r.answers(nil)
		r.all()
		s.clock.Advance(time.Hour)
		s.deliver(t, 0)
		s.send(t, request{path: path + "/enable", body: "{}"}).want(t, http.StatusOK).is(t, map[string]string{"revived": "3", "data.status": "ENABLED", "data.disabled_reason": "null"})
		s.send(t, request{path: path + "/enable", body: "{}"}).want(t, http.StatusOK).is(t, map[string]string{"revived": "0"})
		s.deliver(t, 3)
		var told []received
		for _, got := range r.all() {
			if strings.Contains(got.body, one) {
				told = append(told, got)
			}
		}
		wantSequences(t, told, "1", "2")
		s.wantAudit(t, model.Live, hook, []string{"webhook.created", "webhook.disabled", "webhook.enabled"})
	})
}

func TestFiveDaysOfFailuresDisable(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		id := s.unheard(t, "For days")
		r.answers(always(http.StatusBadGateway))
		for day := range 6 {
			s.tell(t, model.Live, id, model.WebhookTriggered, day+1)
			if _, err := s.outbox.Deliver(t.Context()); err != nil {
				t.Fatal(err)
			}
			got := s.get(t, "/api/webhooks/"+hook)
			if want := map[bool]string{true: "DISABLED", false: "ENABLED"}[day == 5]; got.at(t, "data.status") != want {
				t.Fatalf("after %d days it is %s: %s", day, got.at(t, "data.status"), got.body)
			}
			if day == 5 && !strings.Contains(got.at(t, "data.disabled_reason"), "it answered 502") {
				t.Error("the reason is", got.at(t, "data.disabled_reason"))
			}
			s.clock.Advance(24 * time.Hour)
		}
	})
}

func TestOneSuccessEndsTheDaysOfFailures(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		path := "/api/webhooks/" + hook
		ping := func() {
			s.send(t, request{path: path + "/ping", body: "{}"}).want(t, http.StatusCreated)
			if _, err := s.outbox.Deliver(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		r.answers(always(500))
		ping()
		s.get(t, path).is(t, map[string]string{"data.failing_since": "2024-01-15T10:30:00Z"})
		r.answers(nil)
		s.clock.Advance(6 * 24 * time.Hour)
		ping()
		s.get(t, path).is(t, map[string]string{"data.failing_since": "null"})
		r.answers(always(500))
		ping()
		s.get(t, path).is(t, map[string]string{"data.status": "ENABLED"})
	})
}

func TestRedeliverAndRecover(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		r := newReceiver(t)
		hook, _ := s.hook(t, "", r.url, "")
		path := "/api/webhooks/" + hook
		id := s.unheard(t, "Lost")
		r.answers(always(http.StatusNotFound))
		first := s.tell(t, model.Live, id, model.WebhookTriggered, 1)[0]
		s.clock.Advance(time.Second)
		s.tell(t, model.Live, id, model.WebhookAcknowledged, 2)
		fail := func() {
			for range 10 {
				if _, err := s.outbox.Deliver(t.Context()); err != nil {
					t.Fatal(err)
				}
				s.clock.Advance(time.Hour)
			}
		}
		fail()
		s.get(t, path+"/deliveries?status=FAILED").is(t, map[string]string{"pagination.total": "2"})
		r.all()
		r.answers(nil)
		redeliver := request{path: path + "/deliveries/" + first + "/redeliver", body: "{}"}
		s.send(t, redeliver).want(t, http.StatusOK).is(t, map[string]string{"data.id": first, "data.status": "PENDING", "data.finished_at": "null"})
		s.send(t, redeliver).want(t, http.StatusOK)
		s.deliver(t, 1)
		if got := r.all(); got[0].id() != first {
			t.Error("another was sent:", got[0].id())
		}
		s.get(t, path+"/deliveries/"+first).is(t, map[string]string{"data.status": "DELIVERED", "data.attempt_count": "4", "data.attempts.0.number": "4"})
		s.send(t, redeliver).want(t, http.StatusOK) // also what was delivered
		s.deliver(t, 1)
		r.all()
		recover := func(since, revived string) {
			s.send(t, request{path: path + "/recover", body: `{"since":"` + since + `"}`}).want(t, http.StatusOK).is(t, map[string]string{"revived": revived, "data.id": hook})
		}
		recover("2024-01-15T10:30:02Z", "0")
		recover("2024-01-15T10:30:01.002Z", "1")
		s.deliver(t, 1)
		wantSequences(t, r.all(), "2")

		// What is asked for again goes before what waits.
		r.answers(always(503))
		s.tell(t, model.Live, id, model.WebhookResolved, 9)
		s.deliver(t, 1)
		r.all()
		r.answers(nil)
		s.send(t, redeliver).want(t, http.StatusOK)
		s.deliver(t, 2)
		wantSequences(t, r.all(), "1", "9")
	})
}
