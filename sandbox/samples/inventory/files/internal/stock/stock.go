// Package stock knows how many of each product lie where.
package stock

import "errors"

// ErrNotEnough says that a reservation asks for more than there is.
var ErrNotEnough = errors.New("not enough in stock")

// ErrUnknown says that nobody has heard of a product or reservation.
var ErrUnknown = errors.New("unknown")

// Level is the stock of one product in one warehouse.
type Level struct {
	Warehouse string `json:"warehouse"`
	OnHand    int    `json:"on_hand"`
	Reserved  int    `json:"reserved"`
}

// Available is what can still be promised.
func (l Level) Available() int {
	return l.OnHand - l.Reserved
}

// Reservation holds some of a product for an order.
type Reservation struct {
	ID        string `json:"id"`
	SKU       string `json:"sku"`
	Warehouse string `json:"warehouse"`
	Quantity  int    `json:"quantity"`
}
