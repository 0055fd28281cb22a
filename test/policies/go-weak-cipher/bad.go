package web

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
)

func withDes(key []byte) (cipher.Block, error) {
	// ruleid: go-weak-cipher
	return des.NewCipher(key)
}

func withRc4(key []byte) (*rc4.Cipher, error) {
	// ruleid: go-weak-cipher
	return rc4.NewCipher(key)
}

func constantStart(block cipher.Block) cipher.BlockMode {
	// ruleid: go-weak-cipher
	return cipher.NewCBCEncrypter(block, []byte("0123456789abcdef"))
}
