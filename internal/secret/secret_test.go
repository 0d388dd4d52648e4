package secret_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/opsknight/opsknight/internal/secret"
)

func box(t *testing.T, of byte) *secret.Box {
	t.Helper()
	b, err := secret.New(bytes.Repeat([]byte{of}, secret.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWhatIsSealedOpensInItsPlaceOnly(t *testing.T) {
	const purpose, text = "webhook whk_1", "whsec_ü"
	sealed := box(t, 1).Seal(purpose, text)
	if strings.Contains(sealed, text) || sealed == box(t, 1).Seal(purpose, text) {
		t.Errorf("sealed is %q", sealed)
	}
	if got, err := box(t, 1).Open(purpose, sealed); got != text || err != nil {
		t.Errorf("opened is %q, %v", got, err)
	}
	raw, err := base64.RawStdEncoding.DecodeString(sealed[3:])
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-1] ^= 1
	for name, tt := range map[string]struct {
		box             *secret.Box
		purpose, sealed string
	}{
		"by another key":     {box(t, 2), purpose, sealed},
		"in another place":   {box(t, 1), "webhook whk_2", sealed},
		"changed":            {box(t, 1), purpose, sealed[:3] + base64.RawStdEncoding.EncodeToString(raw)},
		"cut":                {box(t, 1), purpose, sealed[:8]},
		"of another version": {box(t, 1), purpose, "v2." + sealed[3:]},
		"not sealed":         {box(t, 1), purpose, text},
		"empty":              {box(t, 1), purpose, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := tt.box.Open(tt.purpose, tt.sealed); !errors.Is(err, secret.ErrSealed) || got != "" {
				t.Errorf("it opens as %q, %v", got, err)
			}
		})
	}
}

func TestASignatureIsGoodForOnePurposeAndMessage(t *testing.T) {
	signature := box(t, 1).Sign("acknowledge", []byte("inc_1"))
	if !box(t, 1).Verify("acknowledge", []byte("inc_1"), signature) {
		t.Error("it is not good")
	}
	if box(t, 2).Verify("acknowledge", []byte("inc_1"), signature) || box(t, 1).Verify("resolve", []byte("inc_1"), signature) ||
		box(t, 1).Verify("acknowledge", []byte("inc_2"), signature) || box(t, 1).Verify("acknowledge", []byte("inc_1"), nil) {
		t.Error("it is good for another key, purpose or message")
	}
}

func TestTheFingerprintNamesTheKey(t *testing.T) {
	if one := box(t, 1).Fingerprint(); one != box(t, 1).Fingerprint() || one == box(t, 2).Fingerprint() || len(one) != 32 {
		t.Error("the fingerprint is", one)
	}
}

func TestKeysThatAreNone(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{255}, secret.KeySize))
	for _, good := range []string{key, strings.TrimRight(key, "="), " " + key + "\n"} {
		if _, err := secret.Parse(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "x", key[:40], key + key, "correct horse battery staple correct horse"} {
		if _, err := secret.Parse(bad); err == nil {
			t.Errorf("%q is taken for a key", bad)
		}
	}
}

func TestTheKeysFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "secret.key")
	prints := make([]string, 8)
	var wg sync.WaitGroup
	for i := range prints {
		wg.Go(func() {
			b, err := secret.Load(path)
			if err != nil {
				t.Error(err)
				return
			}
			prints[i] = b.Fingerprint()
		})
	}
	wg.Wait()
	for _, print := range prints {
		if print != prints[0] {
			t.Fatal("servers that started together have different keys:", prints)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".secret-*")); len(left) > 0 || err != nil {
		t.Error("drafts are left:", left, err)
	}
}

func TestAKeysFileThatIsWrongIsRefused(t *testing.T) {
	folder := t.TempDir()
	for name, tt := range map[string]struct {
		text string
		mode os.FileMode
		says string
	}{
		"readable by others": {base64.StdEncoding.EncodeToString(make([]byte, secret.KeySize)), 0o644, "chmod 600"},
		"no key":             {"not a key", 0o600, "base64 of 32 bytes"},
		"empty":              {"", 0o600, "0 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(folder, strings.ReplaceAll(name, " ", "-"))
			if err := os.WriteFile(path, []byte(tt.text), tt.mode); err != nil {
				t.Fatal(err)
			}
			if _, err := secret.Load(path); err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("it says %v, want %q and the path in it", err, tt.says)
			}
		})
	}
}
