package tools

import (
	"fmt"
	"net/http"
	"os/exec"

	"github.com/gin-gonic/gin"
)

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ruleid: go-command-injection
	out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	w.Write(out)
}

func convert(w http.ResponseWriter, r *http.Request) {
	command := fmt.Sprintf("convert %s out.png", r.PostFormValue("name"))
	// ruleid: go-command-injection
	exec.CommandContext(r.Context(), "/bin/bash", "-c", command).Run()
}

func tool(c *gin.Context) {
	// ruleid: go-command-injection
	exec.Command(c.PostForm("tool"), "--version").Run()
}

func header(w http.ResponseWriter, r *http.Request) {
	unit := r.Header.Get("X-Unit")
	// ruleid: go-command-injection
	exec.Command("bash", "-c", "systemctl restart "+unit).Run()
}
