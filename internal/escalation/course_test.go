package escalation_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/opsknight/opsknight/internal/escalation"
)

// walk goes through a whole escalation whose steps reach somebody as reached says,
// and tells what happens at which minute.
func walk(course escalation.Course, reached func(pass, step int) bool) []string {
	start := time.Date(2024, 1, 15, 10, 0, 0, 0, time.UTC)
	state := escalation.State{Due: start}
	var told []string
	tell := func(at time.Time, what string) {
		told = append(told, fmt.Sprint(int(at.Sub(start).Minutes()), " ", what))
	}
	for {
		tell(state.Due, fmt.Sprint("step ", state.Step+1))
		turn := course.After(state, reached(state.Pass, state.Step))
		if turn.Fallback {
			tell(state.Due, "fallback")
		}
		if turn.Exhausted {
			tell(turn.Next.Due, "exhausted")
			return told
		}
		state = turn.Next
	}
}

func TestWhenTheStepsOfAPolicyAreDue(t *testing.T) {
	minutes := func(waits ...int) (course []time.Duration) {
		for _, wait := range waits {
			course = append(course, time.Duration(wait)*time.Minute)
		}
		return course
	}
	all := func(int, int) bool { return true }
	for name, row := range map[string]struct {
		course  escalation.Course
		reached func(pass, step int) bool
		want    []string
	}{
		"each step waits for the one before": {
			escalation.Course{Waits: minutes(5, 15)},
			all,
			[]string{"0 step 1", "5 step 2", "20 exhausted"},
		},
		"the steps are gone through again": {
			escalation.Course{Waits: minutes(5, 15), Repeats: 1},
			all,
			[]string{"0 step 1", "5 step 2", "20 step 1", "25 step 2", "40 exhausted"},
		},
		"a step that reaches nobody hands on at once": {
			escalation.Course{Waits: minutes(5, 15)},
			func(_, step int) bool { return step == 1 },
			[]string{"0 step 1", "0 step 2", "15 exhausted"},
		},
		"a last step that reaches nobody hands on to the next pass at once": {
			escalation.Course{Waits: minutes(5, 15), Repeats: 1},
			func(_, step int) bool { return step == 0 },
			[]string{"0 step 1", "5 step 2", "5 step 1", "10 step 2", "25 exhausted"},
		},
		"a pass that reaches nobody tells the fallback, and the next one waits": {
			escalation.Course{Waits: minutes(5, 15), Repeats: 1},
			func(pass, _ int) bool { return pass == 1 },
			[]string{"0 step 1", "0 step 2", "0 fallback", "15 step 1", "20 step 2", "35 exhausted"},
		},
		"nobody is ever reached": {
			escalation.Course{Waits: minutes(5), Repeats: 1},
			func(int, int) bool { return false },
			[]string{"0 step 1", "0 fallback", "5 step 1", "5 fallback", "10 exhausted"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := walk(row.course, row.reached); !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
