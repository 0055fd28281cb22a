package tools;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

class SafeToolController {
  private static final List<String> UNITS = List.of("web", "worker");

  void ping(HttpServletRequest request) throws Exception {
    // ok: java-command-injection
    new ProcessBuilder("ping", "-c", "1", "--", request.getParameter("host")).start();
  }

  void array(HttpServletRequest request) throws Exception {
    // ok: java-command-injection
    Runtime.getRuntime().exec(new String[] {"ls", "--", request.getParameter("folder")});
  }

  void stop(HttpServletRequest request) throws Exception {
    // ok: java-command-injection
    Runtime.getRuntime().exec("kill " + Integer.parseInt(request.getParameter("pid")));
  }

  @GetMapping("/restart")
  void restart(@RequestParam String unit) throws Exception {
    if (!UNITS.contains(unit)) {
      return;
    }
    // ok: java-command-injection
    Runtime.getRuntime().exec("systemctl restart " + unit);
  }

  @GetMapping("/kill")
  void kill(@RequestParam int pid) throws Exception {
    // ok: java-command-injection
    Runtime.getRuntime().exec("kill " + pid);
  }

  void internal(String folder) throws Exception {
    // ok: java-command-injection
    Runtime.getRuntime().exec("du -sh " + folder);
  }

  void strings(HttpServletRequest request) {
    // ok: java-command-injection
    show(new String[] {request.getParameter("name"), "x"});
  }

  void listVariable(HttpServletRequest request) throws Exception {
    List<String> command = List.of("ls", "--", request.getParameter("folder"));
    // ok: java-command-injection
    new ProcessBuilder(command).start();
    String[] other = {"ls", "--", request.getParameter("folder")};
    // ok: java-command-injection
    Runtime.getRuntime().exec(other);
  }
}
