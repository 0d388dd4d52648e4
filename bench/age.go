package main

import (
	"context"
	"fmt"
)

// What a database of PostgreSQL that has just been made does for the first time, it does while
// it is measured, and one that has run for a while did long ago:
//
//   - It makes a segment of its log anew, which it fills with 16 MB of zeros first, for 50 ms
//     or so in which no commit returns. Later it writes those again that it has done with.
//   - It touches a page of its cache for the first time, which the system then fills with zeros.

const (
	cacheSize  = 256 // MB
	keptLog    = 128 // segments; loads fill 115 of them before the next checkpoint
	logSegment = 16  // MB, PostgreSQL's own
)

// settings are those of the server.
var settings = []string{
	fmt.Sprintf("shared_buffers=%dMB", cacheSize), fmt.Sprintf("min_wal_size=%dMB", keptLog*logSegment), "max_wal_size=4GB",
}

// age has PostgreSQL do all that once.
func (g *ground) age(ctx context.Context) error {
	if g.server == nil {
		return nil
	}
	const rowsOfMegabyte = 512 // of which four fill a page of 8 kB
	for _, statement := range []string{
		"CREATE TABLE filler (text TEXT)",
		fmt.Sprintf("INSERT INTO filler SELECT repeat('x', 1900) FROM generate_series(1, %d)", cacheSize*rowsOfMegabyte),
		"DROP TABLE filler",
		fmt.Sprintf(`DO $$ BEGIN FOR i IN 1..%d LOOP
			PERFORM pg_logical_emit_message(false, 'bench', ''), pg_switch_wal();
		END LOOP; END $$`, keptLog),
		"CHECKPOINT",
	} {
		if err := g.exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
