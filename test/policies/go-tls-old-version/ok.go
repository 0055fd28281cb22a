package web

import "crypto/tls"

func current() *tls.Config {
	// ok: go-tls-old-version
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

func newest(config *tls.Config) {
	// ok: go-tls-old-version
	config.MinVersion = tls.VersionTLS13
}

func standard() *tls.Config {
	// ok: go-tls-old-version
	return &tls.Config{}
}

func name(version uint16) bool {
	// ok: go-tls-old-version
	return version == tls.VersionTLS10
}
