package web

import (
	"fmt"
	"math/rand"
)

func invite() string {
	// ruleid: go-weak-random-token
	inviteToken := fmt.Sprint(rand.Int63())
	return inviteToken
}

type account struct{ resetCode int }

func reset(user *account) {
	// ruleid: go-weak-random-token
	user.resetCode = rand.Intn(1000000)
}

func generatePassword(letters string) string {
	text := make([]byte, 12)
	for i := range text {
		// ruleid: go-weak-random-token
		text[i] = letters[rand.Intn(len(letters))]
	}
	return string(text)
}
