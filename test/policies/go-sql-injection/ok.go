package shop

import (
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
)

type store struct{ db *sql.DB }

var columns = map[string]string{"name": "u.name", "age": "u.age"}

func (s *store) users(w http.ResponseWriter, r *http.Request) {
	// ok: go-sql-injection
	rows, err := s.db.Query("SELECT * FROM users WHERE name = $1", r.URL.Query().Get("name"))
	show(w, rows, err)
}

func (s *store) withContext(w http.ResponseWriter, r *http.Request) {
	// ok: go-sql-injection
	rows, err := s.db.QueryContext(r.Context(), "SELECT * FROM users WHERE name = $1", r.FormValue("name"))
	show(w, rows, err)
}

func (s *store) order(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		return
	}
	// ok: go-sql-injection
	rows, err := s.db.Query(fmt.Sprintf("SELECT * FROM orders WHERE id = %d", id))
	show(w, rows, err)
}

func (s *store) sorted(w http.ResponseWriter, r *http.Request) {
	// ok: go-sql-injection
	rows, err := s.db.Query("SELECT * FROM users u ORDER BY " + columns[r.FormValue("sort")])
	show(w, rows, err)
}

func (s *store) allowed(c *gin.Context) {
	column := c.Query("sort")
	if !slices.Contains([]string{"name", "age"}, column) {
		c.Status(http.StatusBadRequest)
		return
	}
	// ok: go-sql-injection
	s.db.Query("SELECT * FROM users ORDER BY " + column)
}

func (s *store) count(table string) *sql.Row {
	// ok: go-sql-injection
	return s.db.QueryRow("SELECT count(*) FROM " + table)
}

func search(c *gin.Context) {
	// ok: go-sql-injection
	engine.Query("title:" + c.Query("q"))
}

func pgx(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	// ok: go-sql-injection
	pool.Query(ctx, "SELECT * FROM item WHERE id = $1", r.FormValue("id"))
}
