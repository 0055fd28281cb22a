// Package feed reads the nightly stock list of a warehouse: one "sku,on_hand" per line.
package feed

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Entry is one line of the list.
type Entry struct {
	SKU    string
	OnHand int
}

// Read parses a whole list, or says which line is wrong.
func Read(source io.Reader) ([]Entry, error) {
	reader := csv.NewReader(source)
	reader.FieldsPerRecord = 2
	var entries []Entry
	for line := 1; ; line++ {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		onHand, err := strconv.Atoi(record[1])
		if err != nil || onHand < 0 {
			return nil, fmt.Errorf("line %d: %q is no quantity", line, record[1])
		}
		entries = append(entries, Entry{SKU: record[0], OnHand: onHand})
	}
}
