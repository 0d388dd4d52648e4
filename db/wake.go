package db

// Wake tells the engine, after the commit, that something is due.
func (tx Tx) Wake() {}
