package web

import (
	"math/rand"
	"time"
)

func jitter(delay time.Duration) time.Duration {
	// ok: go-weak-random-token
	return delay + time.Duration(rand.Int63n(1000))
}

func dice() int {
	// ok: go-weak-random-token
	side := 1 + rand.Intn(6)
	return side
}

func shuffle(list []string) {
	// ok: go-weak-random-token
	rand.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
}
