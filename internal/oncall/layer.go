package oncall

import "github.com/opsknight/opsknight/model"

// layer is one rotation, made ready to be asked.
type layer struct {
	id         string
	start, end int64
	users      []string
	rotation   rotation
	windows    []window // a union; none: always
	always     bool

	turns int // of the plan's zones, the one of the rotation
	walls int // and the one of the windows
}

// user returns who has the layer at an instant, "" if nobody, and an instant up to
// which that is so, or from which on it has to be asked again.
func (l *layer) user(clocks []clock, t int64) (id string, until int64) {
	switch {
	case t >= l.end || len(l.users) == 0:
		return "", forever
	case t < l.start:
		return "", l.start
	}
	in, until := l.holds(&clocks[l.walls], t)
	until = min(until, l.end)
	if !in {
		return "", until
	}
	k, turnUntil := l.rotation.turn(&clocks[l.turns], t)
	return l.users[k-floorDiv(k, int64(len(l.users)))*int64(len(l.users))], min(until, turnUntil)
}

func (l *layer) holds(c *clock, t int64) (in bool, until int64) {
	if l.always {
		return true, forever
	}
	until = forever
	for _, w := range l.windows {
		holds, change := w.holds(c, t)
		in = in || holds
		until = min(until, change)
	}
	return in, until
}

func newLayer(l *model.Layer, home *clock) (layer, error) {
	made := layer{id: l.ID, start: l.Start.Unix(), end: forever, users: l.UserIDs, rotation: newRotation(l, home), always: len(l.Restrictions) == 0}
	if l.End != nil {
		made.end = l.End.Unix()
	}
	for _, r := range l.Restrictions {
		w, err := newWindow(r)
		if err != nil {
			return layer{}, err
		}
		made.windows = append(made.windows, w)
		made.always = made.always || w.always()
	}
	return made, nil
}
