class Login {
  void both(HttpServletResponse response, String value) {
    Cookie cookie = new Cookie("session", value);
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    // ok: java-insecure-cookie
    response.addCookie(cookie);
  }

  void configured(HttpServletRequest request, HttpServletResponse response, String value) {
    Cookie cookie = new Cookie("session", value);
    cookie.setSecure(request.isSecure());
    cookie.setHttpOnly(true);
    // ok: java-insecure-cookie
    response.addCookie(cookie);
  }

  void harmless(HttpServletResponse response) {
    Cookie cookie = new Cookie("theme", "dark");
    // ok: java-insecure-cookie
    response.addCookie(cookie);
  }

  void gone(HttpServletResponse response) {
    Cookie cookie = new Cookie("session", "");
    cookie.setMaxAge(0);
    // ok: java-insecure-cookie
    response.addCookie(cookie);
  }
}
