package web

import (
	"crypto/md5"
	"crypto/sha256"

	"golang.org/x/crypto/bcrypt"
)

func strong(data []byte) [32]byte {
	// ok: go-weak-hash
	return sha256.Sum256(data)
}

func forTheBrowser(data []byte) [16]byte {
	// ok: go-weak-hash
	etag := md5.Sum(data)
	return etag
}

func slow(password string) ([]byte, error) {
	// ok: go-weak-hash
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func cached(url string) [16]byte {
	// ok: go-weak-hash
	cacheKey := md5.Sum([]byte(url))
	return cacheKey
}
