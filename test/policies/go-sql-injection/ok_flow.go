package shop

import (
	"database/sql"
	"net/http"
	"strings"
)

func constantParts(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	var query strings.Builder
	query.WriteString("SELECT 1 WHERE name = ")
	query.WriteString("$1")
	// ok: go-sql-injection
	db.Query(query.String(), r.FormValue("name"))
}

func never(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	limit := 30
	var name string
	if limit*2 > 10 {
		name = "constant"
	} else {
		name = r.FormValue("name")
	}
	// ok: go-sql-injection
	db.Query("SELECT 1 WHERE name = '" + name + "'")
}

func answer(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	w.Write([]byte(r.FormValue("name")))
	// ok: go-sql-injection
	db.Query("SELECT 1")
}
