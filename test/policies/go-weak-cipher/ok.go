package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"io"
)

func gcm(key []byte) (cipher.AEAD, error) {
	// ok: go-weak-cipher
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	// ok: go-weak-cipher
	return cipher.NewGCM(block)
}

func freshStart(block cipher.Block) (cipher.BlockMode, error) {
	start := make([]byte, aes.BlockSize)
	if _, err := io.ReadFull(rand.Reader, start); err != nil {
		return nil, err
	}
	// ok: go-weak-cipher
	return cipher.NewCBCEncrypter(block, start), nil
}
