package web

import "crypto/tls"

func old() *tls.Config {
	// ruleid: go-tls-old-version
	return &tls.Config{MinVersion: tls.VersionTLS10}
}

func oldest(config *tls.Config) {
	// ruleid: go-tls-old-version
	config.MinVersion = tls.VersionSSL30
}

func capped() *tls.Config {
	// ruleid: go-tls-old-version
	return &tls.Config{ServerName: "a", MaxVersion: tls.VersionTLS11}
}

func suite() []uint16 {
	// ruleid: go-tls-old-version
	return []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}
}
