package account

import (
	"context"
	"errors"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/audit"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/model"
)

// A view that is not shared is its owner's alone: nobody else finds it, and the log, which
// administrators read, tells only of those that are shared.

// CreateSavedView saves a filter and an order of incidents for who asks: a person, or the
// owner of the key. With an idempotency key that was used in the last 24 hours it saves
// none, and returns the one that was saved then, and true.
//
// Faults: Forbidden without the scope incidents:read, to share it also without
// incidents:write, and for who is nobody's; Invalid; Conflict if the owner has a view of
// the name, or as many as one may have.
func CreateSavedView(ctx context.Context, tx db.Tx, by model.Actor, in model.CreateSavedViewInput) (_ *model.SavedView, replayed bool, _ error) {
	if err := by.Need(model.IncidentsRead); err != nil {
		return nil, false, err
	}
	if by.UserID == "" {
		return nil, false, fault.New(fault.Forbidden, "Only a person, or an API key of one, has views.")
	}
	if in.Shared {
		if err := by.Need(model.IncidentsWrite); err != nil {
			return nil, false, err
		}
	}
	if err := in.Validate(); err != nil {
		return nil, false, err
	}
	in.ClientMutationID = nil // it says nothing of what is asked for
	own := func(ctx context.Context, r db.Reader, id string) (*model.SavedView, error) {
		return db.SavedView(ctx, r, id, by.UserID)
	}
	return once(ctx, tx, by, "createSavedView", in.IdempotencyKey, in, own, func() (*model.SavedView, string, error) {
		if err := roomForView(ctx, tx, by.UserID); err != nil {
			return nil, "", err
		}
		view := &model.SavedView{ID: tx.NewID(model.SavedViewID), OwnerID: by.UserID, Name: in.Name, Shared: in.Shared, Kept: model.NewKept(tx.Now)}
		view.SetFilter(*in.Filter)
		view.SetOrder(in.OrderBy)
		changes, err := db.InsertKept(ctx, tx, view)
		if errors.Is(err, db.ErrUnique) {
			return nil, "", viewNameTaken(view)
		}
		if err != nil || !view.Shared {
			return view, view.ID, err
		}
		return view, view.ID, audit.Log(ctx, tx, by, viewSubject(view), "created", changes)
	})
}

// roomForView returns Conflict if a user has as many views as one may have. It locks the
// user: of two that are saved at once, the second must see the first.
func roomForView(ctx context.Context, tx db.Tx, ownerID string) error {
	if _, err := db.LockUser(ctx, tx, ownerID); err != nil {
		return err
	}
	n, err := db.CountSavedViews(ctx, tx, ownerID)
	if err == nil && n >= model.MaxSavedViews {
		err = fault.New(fault.Conflict, "You have %d saved views, and that is the limit: delete one that you no longer use.", n)
	}
	return err
}

func viewSubject(view *model.SavedView) audit.Subject {
	return audit.Subject{Noun: "saved_view", ID: view.ID, Name: view.Name}
}

func viewNameTaken(view *model.SavedView) error {
	return fault.New(fault.Conflict, "Another of your views has the name %s.", view.Name)
}

// UpdateSavedView changes what the input gives of a view. It returns the view as it stands,
// also to an administrator who has just ended that it is shared.
//
// Faults: NotFound for who does not see it; Forbidden without the scope incidents:read, if
// the view is shared then also without incidents:write, and to others than the owner,
// except for an administrator who ends that it is shared; Invalid; Conflict if the owner
// has another view of the name, if IfMatch is not the view's etag, and if it would be
// nobody's, as its owner is deleted.
func UpdateSavedView(ctx context.Context, tx db.Tx, by model.Actor, in model.UpdateSavedViewInput) (*model.SavedView, error) {
	view, err := viewToChange(ctx, tx, by, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	if err := model.MatchEtag(in.IfMatch, view.Etag(), "saved view"); err != nil {
		return nil, err
	}
	before := *view
	if in.Name != nil {
		view.Name = *in.Name
	}
	if in.Filter != nil {
		view.SetFilter(*in.Filter)
	}
	if order, given := in.OrderBy.ValueOK(); given {
		view.SetOrder(order)
	}
	if in.Shared != nil {
		view.Shared = *in.Shared
	}
	if err := mayUpdateView(by, &before, in); err != nil {
		return nil, err
	}
	if before.Shared && !view.Shared {
		if err := keepAViewer(ctx, tx, view); err != nil {
			return nil, err
		}
	}
	changes, err := db.UpdateChanged(ctx, tx, &before, view)
	if errors.Is(err, db.ErrUnique) {
		return nil, viewNameTaken(view)
	}
	if err != nil || changes == nil {
		return view, err
	}
	return view, logView(ctx, tx, by, &before, view, changes)
}

// mayUpdateView returns Forbidden if who sees a view may not change it so.
func mayUpdateView(by model.Actor, before *model.SavedView, in model.UpdateSavedViewInput) error {
	ends := in.Shared != nil && !*in.Shared
	if before.OwnerID == by.UserID {
		if ends || !before.Shared && in.Shared == nil {
			return nil
		}
		return by.Need(model.IncidentsWrite) // others see the change
	}
	if alone := in.Name == nil && in.Filter == nil && !in.OrderBy.IsSet(); !ends || !alone {
		return fault.New(fault.Forbidden, "Only its owner may change this view. Save one of your own that shows the same; an administrator may also end that it is shared, or delete it.")
	}
	return governsViews(by)
}

// governsViews returns Forbidden unless it is an administrator who asks, or a key of one.
func governsViews(by model.Actor) error {
	if err := by.Need(model.IncidentsWrite); err != nil {
		return err
	}
	if by.Type != model.ActorSystem && by.Role != model.RoleAdmin {
		return fault.New(fault.Forbidden, "Only its owner or an administrator may do this to a shared view.")
	}
	return nil
}

// keepAViewer returns Conflict if nobody would see a view that is no longer shared.
func keepAViewer(ctx context.Context, tx db.Tx, view *model.SavedView) error {
	_, err := db.LockUser(ctx, tx, view.OwnerID)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Conflict, "The owner of this view has been deleted: if it is no longer shared, nobody sees it. Delete it instead.")
	}
	return err
}

// logView logs a change of a view as far as others could see it. When it comes to be
// shared, they see all of it.
func logView(ctx context.Context, tx db.Tx, by model.Actor, before, view *model.SavedView, changes model.Changes) error {
	switch {
	case before.Shared && view.Shared:
		return audit.Log(ctx, tx, by, viewSubject(view), "updated", changes)
	case view.Shared:
		return audit.Log(ctx, tx, by, viewSubject(view), "shared", db.AllOf(tx, view))
	case before.Shared:
		return audit.Log(ctx, tx, by, viewSubject(before), "unshared", model.Changes{"shared": changes["shared"]})
	}
	return nil
}

// DeleteSavedView removes a view.
//
// Faults: NotFound for who does not see it; Forbidden without the scope incidents:read, and
// for others than the owner and an administrator.
func DeleteSavedView(ctx context.Context, tx db.Tx, by model.Actor, id string) error {
	view, err := viewToChange(ctx, tx, by, id)
	if err != nil {
		return err
	}
	if view.OwnerID != by.UserID {
		if err := governsViews(by); err != nil {
			return err
		}
	}
	changes, err := db.DeleteKept(ctx, tx, view)
	if err != nil || !view.Shared {
		return err
	}
	return audit.Log(ctx, tx, by, viewSubject(view), "deleted", changes)
}

func viewToChange(ctx context.Context, tx db.Tx, by model.Actor, id string) (*model.SavedView, error) {
	if err := by.Need(model.IncidentsRead); err != nil {
		return nil, err
	}
	return db.LockSavedView(ctx, tx, id, by.UserID)
}
