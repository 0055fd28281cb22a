package tools;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

class ToolController {
  void ping(HttpServletRequest request) throws Exception {
    String host = request.getParameter("host");
    // ruleid: java-command-injection
    Runtime.getRuntime().exec("ping -c 1 " + host);
  }

  @GetMapping("/convert")
  void convert(@RequestParam String name) throws Exception {
    String command = "convert " + name + " out.png";
    // ruleid: java-command-injection
    new ProcessBuilder("/bin/sh", "-c", command).start();
  }

  void array(HttpServletRequest request) throws Exception {
    // ruleid: java-command-injection
    Runtime.getRuntime().exec(new String[] {"bash", "-c", "ls " + request.getHeader("X-Folder")});
  }

  @GetMapping("/tool")
  void tool(@RequestParam("tool") String tool) throws Exception {
    // ruleid: java-command-injection
    new ProcessBuilder(tool, "--version").start();
  }

  void list(HttpServletRequest request) throws Exception {
    // ruleid: java-command-injection
    new ProcessBuilder(List.of("sh", "-c", "grep " + request.getParameter("word") + " log.txt")).start();
  }

  void initializer(HttpServletRequest request) throws Exception {
    // ruleid: java-command-injection
    String[] command = {"/bin/bash", "-c", "ls " + request.getParameter("folder")};
    Runtime.getRuntime().exec(command);
  }
}
