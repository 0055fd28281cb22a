package stock

import (
	"fmt"
	"sort"
	"sync"
)

// MemoryStore keeps everything in memory; the warehouse feed refills it on start.
type MemoryStore struct {
	mu           sync.Mutex
	levels       map[string]map[string]Level
	reservations map[string]Reservation
	next         int
}

// NewMemoryStore returns an empty store.
func NewMemoryStore() *MemoryStore {
	return &MemoryStore{levels: map[string]map[string]Level{}, reservations: map[string]Reservation{}}
}

// Set replaces what is on hand of a product in a warehouse.
func (s *MemoryStore) Set(sku, warehouse string, onHand int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.levels[sku] == nil {
		s.levels[sku] = map[string]Level{}
	}
	level := s.levels[sku][warehouse]
	level.Warehouse = warehouse
	level.OnHand = onHand
	s.levels[sku][warehouse] = level
}

// Levels lists a product's stock, by warehouse.
func (s *MemoryStore) Levels(sku string) ([]Level, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	byWarehouse, known := s.levels[sku]
	if !known {
		return nil, fmt.Errorf("product %s: %w", sku, ErrUnknown)
	}
	levels := make([]Level, 0, len(byWarehouse))
	for _, level := range byWarehouse {
		levels = append(levels, level)
	}
	sort.Slice(levels, func(i, j int) bool { return levels[i].Warehouse < levels[j].Warehouse })
	return levels, nil
}

// Reserve takes quantity from the warehouse with the most available.
func (s *MemoryStore) Reserve(sku string, quantity int) (Reservation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var best Level
	for _, level := range s.levels[sku] {
		if level.Available() > best.Available() {
			best = level
		}
	}
	if best.Available() < quantity {
		return Reservation{}, fmt.Errorf("product %s: %w", sku, ErrNotEnough)
	}
	best.Reserved += quantity
	s.levels[sku][best.Warehouse] = best
	s.next++
	reservation := Reservation{ID: fmt.Sprintf("r%d", s.next), SKU: sku, Warehouse: best.Warehouse, Quantity: quantity}
	s.reservations[reservation.ID] = reservation
	return reservation, nil
}

// Release gives a reservation's quantity back.
func (s *MemoryStore) Release(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	reservation, known := s.reservations[id]
	if !known {
		return fmt.Errorf("reservation %s: %w", id, ErrUnknown)
	}
	level := s.levels[reservation.SKU][reservation.Warehouse]
	level.Reserved -= reservation.Quantity
	s.levels[reservation.SKU][reservation.Warehouse] = level
	delete(s.reservations, id)
	return nil
}
