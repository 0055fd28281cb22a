package tools

import (
	"net/http"
	"os/exec"
	"strconv"

	"github.com/gin-gonic/gin"
)

var units = map[string]bool{"web": true, "worker": true}

func ping(w http.ResponseWriter, r *http.Request) {
	// ok: go-command-injection
	out, _ := exec.Command("ping", "-c", "1", "--", r.FormValue("host")).Output()
	w.Write(out)
}

func stop(w http.ResponseWriter, r *http.Request) {
	pid, err := strconv.Atoi(r.FormValue("pid"))
	if err != nil {
		return
	}
	// ok: go-command-injection
	exec.Command("sh", "-c", "kill "+strconv.Itoa(pid)).Run()
}

func restart(c *gin.Context) {
	unit := c.Param("unit")
	if !units[unit] {
		c.Status(http.StatusNotFound)
		return
	}
	// ok: go-command-injection
	exec.Command("sh", "-c", "systemctl restart "+unit).Run()
}

func size(folder string) ([]byte, error) {
	// ok: go-command-injection
	return exec.Command("sh", "-c", "du -sh "+folder).Output()
}
