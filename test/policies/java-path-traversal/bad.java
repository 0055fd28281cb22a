package files;

import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

class FileController {
  FileInputStream download(HttpServletRequest request) throws Exception {
    File file = new File("/srv/files", request.getParameter("name"));
    // ruleid: java-path-traversal
    return new FileInputStream(file);
  }

  @GetMapping("/pages/{page}")
  byte[] page(@PathVariable String page) throws Exception {
    // ruleid: java-path-traversal
    return Files.readAllBytes(Paths.get("/srv/pages/" + page));
  }

  @GetMapping("/remove")
  void remove(@RequestParam("name") String name) throws Exception {
    Path target = Path.of("/srv/files").resolve(name);
    // ruleid: java-path-traversal
    Files.delete(target);
  }
}
