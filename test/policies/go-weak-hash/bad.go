package web

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
)

func store(password string) string {
	// ruleid: go-weak-hash
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

func seal(data []byte) []byte {
	// ruleid: go-weak-hash
	hash := sha1.New()
	hash.Write(data)
	return hash.Sum(nil)
}

func sign(data []byte) [20]byte {
	// ruleid: go-weak-hash
	return sha1.Sum(data)
}
