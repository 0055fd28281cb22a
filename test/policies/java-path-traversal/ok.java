package files;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FilenameUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

class SafeFileController {
  FileInputStream download(HttpServletRequest request) throws Exception {
    // ok: java-path-traversal
    return new FileInputStream("/srv/files/" + FilenameUtils.getName(request.getParameter("name")));
  }

  @GetMapping("/normalized")
  byte[] normalized(@RequestParam String name) throws Exception {
    Path target = ROOT.resolve(name).normalize();
    if (!target.startsWith(ROOT)) {
      throw new IllegalArgumentException("outside");
    }
    // ok: java-path-traversal
    return Files.readAllBytes(target);
  }

  @GetMapping("/invoices/{id}")
  byte[] invoice(@PathVariable long id) throws Exception {
    // ok: java-path-traversal
    return Files.readAllBytes(Path.of("/srv/invoices/" + id + ".pdf"));
  }

  byte[] internal(String name) throws Exception {
    // ok: java-path-traversal
    return Files.readAllBytes(Path.of(name));
  }

  void contentIsNoPath(HttpServletRequest request) throws Exception {
    // ok: java-path-traversal
    Files.copy(request.getInputStream(), ROOT.resolve("last.bin"));
  }
}
