package web

import (
	"crypto/rand"
	"math/big"
)

func token() (*big.Int, error) {
	// ok: go-weak-random-token
	accessToken, err := rand.Int(rand.Reader, big.NewInt(1000000))
	return accessToken, err
}
