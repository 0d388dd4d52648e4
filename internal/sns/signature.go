package sns

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // signature version 1 is of a SHA-1, and topics have it if nobody chooses 2
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
)

// leastKey is how long a key is that is believed, in bits.
const leastKey = 2048

// signed is the text that Amazon SNS signs of the message. Source: Amazon SNS's
// documentation, "Verifying the signatures of Amazon SNS messages".
func (m message) signed() []byte {
	var b strings.Builder
	for _, field := range [][2]string{
		{"Message", m.text},
		{"MessageId", m.id},
		{"SubscribeURL", m.subscribeURL},
		{"Timestamp", m.timestamp},
		{"Token", m.token},
		{"TopicArn", m.topic},
		{"Type", m.kind},
	} {
		b.WriteString(field[0] + "\n" + field[1] + "\n")
	}
	return []byte(b.String())
}

// verify reports a message that Amazon SNS has not signed.
func (c *Confirmer) verify(ctx context.Context, m message) error {
	signature, err := base64.StdEncoding.DecodeString(m.signature)
	if err != nil {
		return fault.Field("Signature", "invalid_format", "Signature is not base64.")
	}
	var hash crypto.Hash
	var sum []byte
	switch m.version {
	case "1":
		of := sha1.Sum(m.signed()) //nolint:gosec // as above
		hash, sum = crypto.SHA1, of[:]
	case "2":
		of := sha256.Sum256(m.signed())
		hash, sum = crypto.SHA256, of[:]
	default:
		return fault.Field("SignatureVersion", "unknown_value", "SignatureVersion is 1 or 2.")
	}
	key, err := c.signingKey(ctx, m.certURL)
	if err != nil {
		return err
	}
	if rsa.VerifyPKCS1v15(key, hash, sum, signature) != nil {
		return fault.Field("Signature", "invalid", "Signature is not that of Amazon SNS for this message.")
	}
	return nil
}

// signingKey fetches the key that Amazon SNS signs with. That the certificate is Amazon's
// is known by where it is: its file has no certificates between it and a root, but the
// host that it comes from has to show such a chain to be spoken to.
func (c *Confirmer) signingKey(ctx context.Context, at string) (*rsa.PublicKey, error) {
	refuse := func(format string, args ...any) error {
		return fault.Field("SigningCertURL", "invalid", "The certificate at SigningCertURL "+format, args...)
	}
	address, _, err := amazonURL("SigningCertURL", at)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(address.Path, ".pem") || address.RawQuery != "" {
		return nil, fault.Field("SigningCertURL", "refused_address", "SigningCertURL is not that of a .pem file.")
	}
	answer, err := c.Client.Get(ctx, at)
	if err != nil {
		return nil, refuse("was not reached: %s. Request the confirmation again.", err)
	}
	if !answer.OK() {
		return nil, refuse("is not there: Amazon SNS answered %d.", answer.Status)
	}
	block, _ := pem.Decode([]byte(answer.Body))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, refuse("is not in PEM form.")
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, refuse("cannot be read.")
	}
	if now := c.Now(); now.Before(certificate.NotBefore) || now.After(certificate.NotAfter) {
		return nil, refuse("is valid from %s to %s only.", certificate.NotBefore.Format("2006-01-02"), certificate.NotAfter.Format("2006-01-02"))
	}
	key, ok := certificate.PublicKey.(*rsa.PublicKey)
	if !ok || key.N.BitLen() < leastKey {
		return nil, refuse("has no RSA key of %d bits or more.", leastKey)
	}
	return key, nil
}
