import java.util.Random;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

class Remember {
  void byCookie(HttpServletResponse response) {
    String value = Long.toString(new Random().nextLong());
    // ruleid: java-weak-random-in-session
    response.addCookie(new Cookie("remember", value));
  }

  void bySession(HttpServletRequest request) {
    double draw = Math.random();
    String key = Double.toString(draw).substring(2);
    // ruleid: java-weak-random-in-session
    request.getSession().setAttribute("key", key);
  }

  void byBytes(HttpServletRequest request) {
    byte[] bytes = new byte[32];
    java.util.Random generator = new java.util.Random();
    generator.nextBytes(bytes);
    // ruleid: java-weak-random-in-session
    javax.crypto.SecretKey secret = new javax.crypto.spec.SecretKeySpec(bytes, "AES");
  }
}
