package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// output is what commands print to. It remembers if that cannot be written.
type output struct {
	io.Writer
	failed error
}

// Write implements io.Writer.
func (o *output) Write(text []byte) (int, error) {
	n, err := o.Writer.Write(text)
	if err != nil {
		var path *os.PathError
		if errors.As(err, &path) { // which would call a pipe |1
			err = path.Err
		}
		o.failed = fmt.Errorf("the output was closed before all of it was written: %w", err)
	}
	return n, err
}

// Fd is that of the file, by which a terminal is known.
func (o *output) Fd() uintptr {
	if file, ok := o.Writer.(*os.File); ok {
		return file.Fd()
	}
	return ^uintptr(0) // of none
}
