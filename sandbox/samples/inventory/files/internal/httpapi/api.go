// Package httpapi answers HTTP requests about stock.
package httpapi

import (
	"encoding/json"
	"errors"
	"net/http"

	"shop.example/inventory/internal/stock"
)

// Store is what the routes need.
type Store interface {
	Levels(sku string) ([]stock.Level, error)
	Reserve(sku string, quantity int) (stock.Reservation, error)
	Release(id string) error
}

type api struct {
	store Store
}

// New returns the routes.
func New(store Store) http.Handler {
	a := api{store: store}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /stock/{sku}", a.showStock)
	mux.HandleFunc("POST /reservations", a.reserve)
	mux.HandleFunc("DELETE /reservations/{id}", a.release)
	return mux
}

func (a api) showStock(w http.ResponseWriter, r *http.Request) {
	levels, err := a.store.Levels(r.PathValue("sku"))
	if err != nil {
		if errors.Is(err, stock.ErrUnknown) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "internal error"})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(levels)
}

func (a api) reserve(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		SKU      string `json:"sku"`
		Quantity int    `json:"quantity"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&wanted); err != nil || wanted.Quantity < 1 {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "give sku and a positive quantity"})
		return
	}
	reservation, err := a.store.Reserve(wanted.SKU, wanted.Quantity)
	if err != nil {
		if errors.Is(err, stock.ErrNotEnough) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusConflict)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "internal error"})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(reservation)
}

func (a api) release(w http.ResponseWriter, r *http.Request) {
	if err := a.store.Release(r.PathValue("id")); err != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
