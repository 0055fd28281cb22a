package stock

import (
	"errors"
	"testing"
)

func TestReserveAndRelease(t *testing.T) {
	store := NewMemoryStore()
	store.Set("MUG-01", "north", 3)
	reservation, err := store.Reserve("MUG-01", 2)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Reserve("MUG-01", 2); !errors.Is(err, ErrNotEnough) {
		t.Fatalf("expected ErrNotEnough, got %v", err)
	}
	if err := store.Release(reservation.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Reserve("MUG-01", 3); err != nil {
		t.Fatal(err)
	}
}

func TestUnknownProduct(t *testing.T) {
	if _, err := NewMemoryStore().Levels("nothing"); !errors.Is(err, ErrUnknown) {
		t.Fatalf("expected ErrUnknown, got %v", err)
	}
}
