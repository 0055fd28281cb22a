package client

import (
	"crypto/tls"
	"crypto/x509"
	"testing"
)

func private(pool *x509.CertPool) *tls.Config {
	// ok: go-tls-verification-disabled
	return &tls.Config{RootCAs: pool}
}

func configured(strict bool) *tls.Config {
	// ok: go-tls-verification-disabled
	return &tls.Config{InsecureSkipVerify: !strict}
}

func pinned(check func(tls.ConnectionState) error) *tls.Config {
	// ok: go-tls-verification-disabled
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: check}
}

func explicit(config *tls.Config) {
	// ok: go-tls-verification-disabled
	config.InsecureSkipVerify = false
}

func TestServer(t *testing.T) {
	// ok: go-tls-verification-disabled
	use(&tls.Config{InsecureSkipVerify: true})
}
