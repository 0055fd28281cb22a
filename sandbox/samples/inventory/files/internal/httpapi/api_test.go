package httpapi

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shop.example/inventory/internal/stock"
)

func call(t *testing.T, handler http.Handler, method, target, body string) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, target, strings.NewReader(body)))
	return recorder
}

func TestStockAndReservation(t *testing.T) {
	store := stock.NewMemoryStore()
	store.Set("MUG-01", "north", 1)
	handler := New(store)
	for _, step := range []struct {
		method, target, body string
		status               int
	}{
		{"GET", "/stock/MUG-01", "", http.StatusOK},
		{"GET", "/stock/NONE", "", http.StatusNotFound},
		{"POST", "/reservations", `{"sku":"MUG-01","quantity":1}`, http.StatusCreated},
		{"POST", "/reservations", `{"sku":"MUG-01","quantity":1}`, http.StatusConflict},
		{"POST", "/reservations", `{"sku":"MUG-01"}`, http.StatusBadRequest},
		{"DELETE", "/reservations/r1", "", http.StatusNoContent},
		{"DELETE", "/reservations/r1", "", http.StatusNotFound},
	} {
		if got := call(t, handler, step.method, step.target, step.body).Code; got != step.status {
			t.Errorf("%s %s: got %d, want %d", step.method, step.target, got, step.status)
		}
	}
}
