/** Go. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const goRows: readonly SignRow[] = [
  [
    'error-dropped',
    'floor.go',
    `
func floorOf(text string) int {
	floor, _ := strconv.Atoi(text) «
	return floor
}
`,
    `
func floorOf(text string) (int, error) {
	floor, err := strconv.Atoi(text)
	return floor, err
}
`,
  ],
  [
    'map-shared',
    'guests.go',
    `
func (h *Hall) Enter(w http.ResponseWriter, r *http.Request) {
	h.guests[r.RemoteAddr] = time.Now() «
}
`,
    `
func (h *Hall) Enter(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.guests[r.RemoteAddr] = time.Now()
}
`,
  ],
  [
    'slice-shared',
    'ports.go',
    `
func openPorts(ports []Port) []Port {
	var open []Port
	var wg sync.WaitGroup
	for _, port := range ports {
		wg.Add(1)
		go func(port Port) {
			defer wg.Done()
			open = append(open, port) «
		}(port)
	}
	wg.Wait()
	return open
}
`,
    `
func openPorts(ports []Port) []Port {
	var open []Port
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, port := range ports {
		wg.Add(1)
		go func(port Port) {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			open = append(open, port)
		}(port)
	}
	wg.Wait()
	return open
}
`,
  ],
  [
    'goroutine-stuck',
    'ask.go',
    `
func ask(oracle Oracle) (string, error) {
	answers := make(chan string) «
	go func() {
		answers <- oracle.Speak()
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case <-time.After(time.Second):
		return "", errSilent
	}
}
`,
    `
func ask(oracle Oracle) (string, error) {
	answers := make(chan string, 1)
	go func() {
		answers <- oracle.Speak()
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case <-time.After(time.Second):
		return "", errSilent
	}
}
`,
  ],
  [
    'lock-kept',
    'vault.go',
    `
func (v *Vault) Take(n int) error {
	v.mu.Lock() «
	if v.coins < n {
		return errPoor
	}
	v.coins -= n
	v.mu.Unlock()
	return nil
}
`,
    `
func (v *Vault) Take(n int) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.coins < n {
		return errPoor
	}
	v.coins -= n
	return nil
}
`,
  ],
  [
    'body-open',
    'tides.go',
    `
import "net/http"

func tides(client *http.Client, request *http.Request) (int, error) {
	resp, err := client.Do(request) «
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
`,
    `
import "net/http"

func tides(client *http.Client, request *http.Request) (int, error) {
	resp, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
`,
  ],
  [
    'rows-open',
    'boats.go',
    `
func boats(db *sql.DB) (int, error) {
	rows, err := db.Query(allBoats) «
	if err != nil {
		return 0, err
	}
	return tally(rows), rows.Err()
}
`,
    `
func boats(db *sql.DB) (int, error) {
	rows, err := db.Query(allBoats)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	return tally(rows), rows.Err()
}
`,
  ],
  [
    'client-without-timeout',
    'caller.go',
    `
func newCaller() *Caller {
	return &Caller{web: &http.Client{}} «
}
`,
    `
func newCaller() *Caller {
	return &Caller{web: &http.Client{Timeout: 5 * time.Second}}
}
`,
  ],
  [
    'narrowed',
    'pack.go',
    `
func pack(crate Crate, totalBytes int64) Header {
	return Header{Size: int32(totalBytes)} «
}
`,
    `
func pack(crate Crate, totalBytes int64) (Header, error) {
	if totalBytes > math.MaxInt32 {
		return Header{}, errTooLarge
	}
	return Header{Size: int32(totalBytes)}, nil
}
`,
  ],
  [
    'nil-map',
    'tally.go',
    `
func tally(words []string) map[string]int {
	var counts map[string]int «
	for _, word := range words {
		counts[word] = counts[word] + 1
	}
	return counts
}
`,
    `
func tally(words []string) map[string]int {
	counts := make(map[string]int)
	for _, word := range words {
		counts[word] = counts[word] + 1
	}
	return counts
}
`,
  ],
  [
    'nil-map',
    'fleet.go',
    `
type Fleet struct {
	boats map[string]Boat
	home  string
}

func newFleet(home string) *Fleet {
	return &Fleet{ «
		home: home,
	}
}

func (f *Fleet) add(boat Boat) {
	f.boats[boat.Name] = boat
}
`,
    `
type Fleet struct {
	boats map[string]Boat
	home  string
}

func newFleet(home string) *Fleet {
	return &Fleet{
		home:  home,
		boats: make(map[string]Boat),
	}
}

func (f *Fleet) add(boat Boat) {
	f.boats[boat.Name] = boat
}
`,
  ],
  [
    'wait-group',
    'rowers.go',
    `
func row(rowers []Rower) {
	var wg sync.WaitGroup
	for _, rower := range rowers {
		go func(rower Rower) {
			wg.Add(1) «
			defer wg.Done()
			rower.Row()
		}(rower)
	}
	wg.Wait()
}
`,
    `
func row(rowers []Rower) {
	var wg sync.WaitGroup
	for _, rower := range rowers {
		wg.Add(1)
		go func(rower Rower) {
			defer wg.Done()
			rower.Row()
		}(rower)
	}
	wg.Wait()
}
`,
  ],
  [
    'copied-mutex',
    'bell.go',
    `
type Bell struct {
	mu   sync.Mutex
	rung int
}

func (b Bell) Ring() { «
	b.mu.Lock()
	defer b.mu.Unlock()
	swing(b.rung)
}
`,
    `
type Bell struct {
	mu   sync.Mutex
	rung int
}

func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	swing(b.rung)
}
`,
  ],
  [
    'write-under-read-lock',
    'book.go',
    `
func (b *Book) Forget(name string) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	delete(b.pages, name) «
}
`,
    `
func (b *Book) Forget(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.pages, name)
}
`,
  ],
  [
    'shared-slice',
    'choir.go',
    `
func (c *Choir) Sorted() []string {
	names := c.names
	sort.Strings(names) «
	return names
}
`,
    `
func (c *Choir) Sorted() []string {
	names := slices.Clone(c.names)
	sort.Strings(names)
	return names
}
`,
  ],
  [
    'deferred-in-loop',
    'leaves.go',
    `
func leaves(names []string) error {
	for _, name := range names {
		leaf, err := os.Open(name)
		if err != nil {
			return err
		}
		defer leaf.Close() «
		press(leaf)
	}
	return nil
}
`,
    `
func leaves(names []string) error {
	for _, name := range names {
		if err := one(name); err != nil {
			return err
		}
	}
	return nil
}

func one(name string) error {
	leaf, err := os.Open(name)
	if err != nil {
		return err
	}
	defer leaf.Close()
	return press(leaf)
}
`,
  ],
];
