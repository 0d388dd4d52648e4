package secret

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/opsknight/opsknight/internal/durable"
)

// Load returns the box of the secret key in a file, and makes the file, with a new
// key, if there is none. It refuses one that others than its owner may read.
func Load(path string) (*Box, error) {
	text, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := create(path); err != nil {
			return nil, fmt.Errorf("make the secret key: %w", err)
		}
		text, err = read(path) // another server may have made it first
	}
	if err != nil {
		return nil, err
	}
	box, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return box, nil
}

func read(path string) (string, error) {
	found, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if others := found.Mode().Perm() & 0o077; others != 0 && runtime.GOOS != "windows" { // where modes say nothing
		return "", fmt.Errorf("%s can be read by others than its owner: chmod 600 it", path)
	}
	text, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	return string(text), err
}

// create writes a new key. The file appears with the whole key in it, and is never
// taken from another server that makes it at the same time.
func create(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	draft, err := os.CreateTemp(folder, ".secret-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	key := make([]byte, KeySize)
	_, _ = rand.Read(key)
	_, err = draft.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil { // what is sealed with a key that a power cut takes is lost
		return err
	}
	if err := os.Link(draft.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return durable.SyncFolder(folder)
}
