package db

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/opsknight/opsknight/model"
)

var feedList = list[*model.CalendarFeed]{
	keys: map[string]sortKey[*model.CalendarFeed]{
		byCreated: byTime("calendar_feed.created_at", func(f *model.CalendarFeed) time.Time { return f.CreatedAt }),
	},
	id: func(f *model.CalendarFeed) string { return f.ID },
}

// CalendarFeedByHash returns the feed with this hash of its token, of either
// environment; nil if there is none, or who made it may no longer sign in: the LIVE
// user with the owner's e-mail address.
func CalendarFeedByHash(ctx context.Context, d *DB, hash string) (*model.CalendarFeed, error) {
	feed := new(model.CalendarFeed)
	found, err := exists(d.reader.NewSelect().Model(feed).
		Join("JOIN users AS owner ON owner.environment = calendar_feed.environment AND owner.id = calendar_feed.owner_id").
		Join("JOIN users AS live ON live.environment = ? AND live.email_key = owner.email_key AND live.archived_at IS NULL", model.Live).
		Where("calendar_feed.token_hash = ?", hash).Where("live.status <> ?", model.UserDisabled).Scan(ctx))
	if !found {
		return nil, err
	}
	return feed, nil
}

// CalendarFeed returns the feed with this id, or NotFound.
func CalendarFeed(ctx context.Context, r Reader, id string) (*model.CalendarFeed, error) {
	feed := new(model.CalendarFeed)
	err := named(from(r, feed), model.CalendarFeedID, id).Scan(ctx)
	return feed, notFound(err, "calendar feed", id)
}

// CalendarFeeds returns a page of the feeds that a user has made; nil: of all.
func CalendarFeeds(ctx context.Context, r Reader, ownerID *string, page model.Page) (*model.CalendarFeedConnection, error) {
	found, err := feedList.read(ctx, r, Newest, page, func(q *bun.SelectQuery) *bun.SelectQuery {
		if ownerID != nil {
			q = q.Where("calendar_feed.owner_id = ?", *ownerID)
		}
		return q
	})
	return &model.CalendarFeedConnection{Connection: found}, err
}

// InsertCalendarFeed stores a new feed.
func InsertCalendarFeed(ctx context.Context, tx Tx, feed *model.CalendarFeed) error {
	return insert(ctx, tx, feed)
}

// DeleteCalendarFeed removes a feed.
func DeleteCalendarFeed(ctx context.Context, tx Tx, id string) error {
	_, err := tx.bun.NewDelete().Model((*model.CalendarFeed)(nil)).Where("environment = ?", tx.env).Where("id = ?", id).Exec(ctx)
	return err
}
