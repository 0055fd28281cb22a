package client

import (
	"crypto/tls"
	"net/http"
)

func open() *http.Client {
	return &http.Client{Transport: &http.Transport{
		// ruleid: go-tls-verification-disabled
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
}

func later(config *tls.Config) {
	// ruleid: go-tls-verification-disabled
	config.InsecureSkipVerify = true
}

func dial(address string) (*tls.Conn, error) {
	// ruleid: go-tls-verification-disabled
	return tls.Dial("tcp", address, &tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: true})
}
