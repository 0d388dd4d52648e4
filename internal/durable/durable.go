// Package durable makes files last through a power cut.
package durable

import (
	"errors"
	"io"
	"os"
	"runtime"
)

// CopyFile copies a file into another, which its owner alone may read.
func CopyFile(from, to string) error {
	in, err := os.Open(from) //nolint:gosec // the path is the operator's own
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // the path is the operator's own
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// SyncFile puts on the disk what was written into a file.
func SyncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // the path is the operator's own
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// SyncFolder puts on the disk which files a folder has, and by which names.
func SyncFolder(path string) error {
	if runtime.GOOS == "windows" { // has no such thing
		return nil
	}
	folder, err := os.Open(path) //nolint:gosec // the path is the operator's own
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
