package feed

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	entries, err := Read(strings.NewReader("MUG-01,3\nPLT-01,0\n"))
	if err != nil || len(entries) != 2 || entries[0].OnHand != 3 {
		t.Fatalf("got %v, %v", entries, err)
	}
}

func TestBadQuantity(t *testing.T) {
	if _, err := Read(strings.NewReader("MUG-01,-1\n")); err == nil {
		t.Fatal("expected an error")
	}
}
