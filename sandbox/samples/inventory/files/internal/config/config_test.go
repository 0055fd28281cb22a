package config

import "testing"

func TestDefaults(t *testing.T) {
	cfg, err := FromEnvironment(func(string) string { return "" })
	if err != nil || cfg.Address != ":8080" || cfg.ReservationTTL != 900 {
		t.Fatalf("got %+v, %v", cfg, err)
	}
}

func TestBadSeconds(t *testing.T) {
	if _, err := FromEnvironment(func(string) string { return "soon" }); err == nil {
		t.Fatal("expected an error")
	}
}
