package shop

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

type server struct{ db *sql.DB }

type filter struct{ Order string }

func (s *server) users(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go-sql-injection
	rows, err := s.db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	show(w, rows, err)
}

func (s *server) orders(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT * FROM orders WHERE id = %s", r.FormValue("id"))
	// ruleid: go-sql-injection
	row := s.db.QueryRowContext(r.Context(), query)
	show(w, row, nil)
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	// ruleid: go-sql-injection
	if _, err := s.db.ExecContext(context.Background(), "DELETE FROM users WHERE id = "+id); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func items(c *gin.Context) {
	kind := c.Query("kind")
	// ruleid: go-sql-injection
	rows, err := db.Query(fmt.Sprintf("SELECT * FROM item WHERE kind = '%s'", kind))
	c.JSON(http.StatusOK, gin.H{"rows": rows, "error": err})
}

func bound(c *gin.Context) {
	var wanted filter
	if err := c.ShouldBindJSON(&wanted); err != nil {
		return
	}
	// ruleid: go-sql-injection
	db.Query("SELECT * FROM item ORDER BY " + wanted.Order)
}

func decoded(w http.ResponseWriter, r *http.Request) {
	var wanted filter
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return
	}
	// ruleid: go-sql-injection
	db.Exec("UPDATE item SET place = 1 ORDER BY " + wanted.Order)
}

func pgx(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	// ruleid: go-sql-injection
	pool.Query(ctx, "SELECT * FROM item WHERE id = "+r.FormValue("id"))
}
