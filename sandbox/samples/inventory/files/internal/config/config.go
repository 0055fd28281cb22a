// Package config reads the environment once.
package config

import (
	"fmt"
	"strconv"
)

// Config is everything the process needs to start.
type Config struct {
	Address        string
	ReservationTTL int
}

// FromEnvironment reads the configuration through lookup, usually os.Getenv.
func FromEnvironment(lookup func(string) string) (Config, error) {
	cfg := Config{Address: ":8080", ReservationTTL: 900}
	if address := lookup("INVENTORY_ADDRESS"); address != "" {
		cfg.Address = address
	}
	if text := lookup("INVENTORY_RESERVATION_SECONDS"); text != "" {
		seconds, err := strconv.Atoi(text)
		if err != nil || seconds < 1 {
			return Config{}, fmt.Errorf("INVENTORY_RESERVATION_SECONDS is %q: give whole seconds", text)
		}
		cfg.ReservationTTL = seconds
	}
	return cfg, nil
}
