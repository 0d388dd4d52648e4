package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// Merge joins incidents into one: the sources become resolved and stay as they are
// from then on, their alerts and timelines are shown with the target's, and while it
// is not resolved it takes the events with their keys. A source that was merged into
// the target before is passed over.
//
// Faults: Forbidden without the scope incidents:write; NotFound of the target;
// Invalid, also for an unknown source; Conflict if the target is resolved, and,
// naming the other, if one of them is merged into another.
func Merge(ctx context.Context, tx db.Tx, by model.Actor, in model.MergeIncidentsInput) (*model.Incident, error) {
	if err := by.Need(model.IncidentsWrite); err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	found, err := db.LockIncidents(ctx, tx, append([]string{in.TargetID}, in.SourceIds...))
	if err != nil {
		return nil, err
	}
	target, sources, err := mergeable(found, in)
	if err != nil || len(sources) == 0 {
		return target, err
	}
	return target, merge(ctx, tx, by, target, sources)
}

// mergeable returns the target, and the sources that are still to be merged.
func mergeable(found map[string]*model.Incident, in model.MergeIncidentsInput) (target *model.Incident, sources []*model.Incident, err error) {
	target = found[in.TargetID]
	switch {
	case target == nil:
		return nil, nil, fault.New(fault.NotFound, "There is no incident %s.", in.TargetID)
	case target.MergedIntoID != nil:
		return nil, nil, mergedAlready(target)
	case target.Status == model.IncidentResolved:
		return nil, nil, fault.New(fault.Conflict, "Incident %s is RESOLVED: merge into one that is not, or reopen it first.", target.ID)
	}
	for _, id := range in.SourceIds {
		source := found[id]
		switch {
		case source == nil:
			return nil, nil, fault.Field("source_ids", "not_found", "There is no incident %s.", id)
		case source.MergedIntoID == nil:
			sources = append(sources, source)
		case *source.MergedIntoID != target.ID:
			return nil, nil, mergedAlready(source)
		}
	}
	return target, sources, nil
}

// mergedAlready is the Conflict of an incident that is merged into another.
func mergedAlready(inc *model.Incident) error {
	conflict := fault.New(fault.Conflict, "Incident %s is merged into %s: work on that one.", inc.ID, *inc.MergedIntoID)
	conflict.Existing = *inc.MergedIntoID
	return conflict
}

// mergeColumns are what a merge changes of a source and of the target.
var mergeColumns = append([]string{"merged_into_id", "merged_count", "alert_count"}, statusColumns...)

func merge(ctx context.Context, tx db.Tx, by model.Actor, target *model.Incident, sources []*model.Incident) error {
	ids := make([]string, len(sources))
	for i, source := range sources {
		ids[i] = source.ID
	}
	earlier, err := db.LockMergedInto(ctx, tx, ids...)
	if err != nil {
		return err
	}
	j := newJournal(tx)
	j.add(by, target, model.EventMerged, changes{"source_ids": ids})
	for _, source := range sources {
		for _, inner := range earlier[source.ID] {
			pass(inner, source, target)
			if err := db.UpdateIncident(ctx, tx, inner, mergeColumns...); err != nil {
				return err
			}
		}
		details := changes{"merged_into_id": change{nil, target.ID}}
		if source.Status != model.IncidentResolved {
			_, moved := transition(source, model.IncidentResolved, moment{at: tx.Now})
			details["status"] = moved["status"]
			j.announce(source, model.WebhookResolved)
		}
		source.MergedIntoID = &target.ID
		target.MergedCount++
		target.AlertCount += source.AlertCount
		j.add(by, source, model.EventMerged, details)
		if err := db.UpdateIncident(ctx, tx, source, mergeColumns...); err != nil {
			return err
		}
	}
	if err := db.UpdateIncident(ctx, tx, target, mergeColumns...); err != nil {
		return err
	}
	return j.store(ctx, tx)
}

// pass hands what was merged into from over to another incident, so that there is
// never a chain of merges.
func pass(inner, from, to *model.Incident) {
	inner.MergedIntoID = &to.ID
	from.MergedCount--
	from.AlertCount -= inner.AlertCount
	to.MergedCount++
	to.AlertCount += inner.AlertCount
}
