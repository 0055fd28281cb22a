package state;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FileInputStream;
import java.io.ObjectInputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SafeStateController {
  Settings json(HttpServletRequest request) throws Exception {
    // ok: java-unsafe-deserialization
    return new ObjectMapper().readValue(request.getInputStream(), Settings.class);
  }

  Object own(String file) throws Exception {
    // ok: java-unsafe-deserialization
    return new ObjectInputStream(new FileInputStream(file)).readObject();
  }

  Object filtered(HttpServletRequest request) throws Exception {
    // ok: java-unsafe-deserialization
    ObjectInputStream in = new ObjectInputStream(request.getInputStream());
    in.setObjectInputFilter(FILTER);
    return in.readObject();
  }

  Object safeYaml(HttpServletRequest request) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    // ok: java-unsafe-deserialization
    return yaml.load(request.getParameter("settings"));
  }
}
