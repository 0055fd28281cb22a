package state;

import jakarta.servlet.http.HttpServletRequest;
import java.beans.XMLDecoder;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.util.Base64;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.yaml.snakeyaml.Yaml;

class StateController {
  Object stream(HttpServletRequest request) throws Exception {
    // ruleid: java-unsafe-deserialization
    ObjectInputStream in = new ObjectInputStream(request.getInputStream());
    return in.readObject();
  }

  @PostMapping("/state")
  Object body(@RequestBody String text) throws Exception {
    byte[] raw = Base64.getDecoder().decode(text);
    // ruleid: java-unsafe-deserialization
    return new ObjectInputStream(new ByteArrayInputStream(raw)).readObject();
  }

  Object xml(HttpServletRequest request) throws Exception {
    // ruleid: java-unsafe-deserialization
    return new XMLDecoder(request.getInputStream()).readObject();
  }

  Object yaml(HttpServletRequest request) {
    Yaml yaml = new Yaml();
    // ruleid: java-unsafe-deserialization
    return yaml.load(request.getParameter("settings"));
  }
}
