import java.security.SecureRandom;
import java.util.Random;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

class Remember {
  void byCookie(HttpServletResponse response) {
    String value = Long.toString(new SecureRandom().nextLong());
    // ok: java-weak-random-in-session
    response.addCookie(new Cookie("remember", value));
  }

  void bySession(HttpServletRequest request) {
    byte[] bytes = new byte[32];
    java.security.SecureRandom generator = new java.security.SecureRandom();
    generator.nextBytes(bytes);
    // ok: java-weak-random-in-session
    request.getSession().setAttribute("key", bytes);
  }

  void color(HttpServletRequest request, String[] colors) {
    // ok: java-weak-random-in-session
    request.setAttribute("color", colors[new Random().nextInt(colors.length)]);
  }
}
